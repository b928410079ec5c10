using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Dashboard;

namespace SU7Tracker.Web.Tests.Dashboard;

public sealed class VehiclePickerTests : BunitContext
{
    private static List<Vehicle> Vehicles(int count) => [.. Enumerable.Range(1, count).Select(i => new Vehicle($"car-{i}", $"Car {i}", "Maker", null))];

    private IRenderedComponent<VehiclePicker> Show(int count, Action<string>? open = null)
    {
        var vehicles = Vehicles(count);
        return Render<VehiclePicker>(p => p
            .Add(c => c.Vehicles, vehicles).Add(c => c.Chosen, vehicles[1])
            .Add(c => c.Link, v => "/vehicles/" + v.Slug).Add(c => c.Open, open ?? (_ => { })));
    }

    [Fact]
    public void AFewVehiclesStandSideBySide()
    {
        var links = Show(3).FindAll("a");
        Assert.Equal(["Car 1", "Car 2", "Car 3"], links.Select(a => a.TextContent));
        Assert.Equal("page", links[1].GetAttribute("aria-current"));
    }

    [Fact]
    public void ManyVehiclesAreChosenFromAList()
    {
        var opened = "";
        var picker = Show(1000, link => opened = link);
        Assert.Empty(picker.FindAll("a"));
        Assert.Equal(1000, picker.FindAll("option").Count);
        picker.Find("select").Change("/vehicles/car-700");
        Assert.Equal("/vehicles/car-700", opened);
    }
}
