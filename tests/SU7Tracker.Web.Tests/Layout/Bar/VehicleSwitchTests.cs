using Bunit;
using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Layout.Bar;

namespace SU7Tracker.Web.Tests.Layout;

public sealed class VehicleSwitchTests : BunitContext
{
    private IRenderedComponent<VehicleSwitch> Show(int count)
    {
        var vehicles = Enumerable
            .Range(1, count)
            .Select(i => new Vehicle($"car-{i}", $"Car {i}", i % 2 == 0 ? "Even" : "Odd", null) { NameZh = $"车型{i}" })
            .ToList();
        return Render<VehicleSwitch>(p =>
            p.Add(c => c.Vehicles, vehicles)
                .Add(c => c.Chosen, vehicles[1])
                .Add(c => c.View, ViewState.Read("/vehicles/car-2/demand?theme=dark")));
    }

    [Fact]
    public void AVehicleIsALinkToTheSamePageOfIt()
    {
        var links = Show(3).FindAll("a");
        Assert.Equal(
            ["/vehicles/car-1/demand?theme=dark", "/vehicles/car-2/demand?theme=dark", "/vehicles/car-3/demand?theme=dark"],
            links.Select(a => a.GetAttribute("href")));
        Assert.Equal("true", links[1].GetAttribute("aria-current"));
    }

    [Theory, InlineData("car 700"), InlineData("even 700"), InlineData("车型700"), InlineData("CAR-700")]
    public void OneOfAThousandIsFoundByNameMakerOrSlug(string search)
    {
        var found = Show(1000);
        Assert.Equal(40, found.FindAll("a").Count);
        found.Find("input").Input(search);
        Assert.Equal("/vehicles/car-700/demand?theme=dark", Assert.Single(found.FindAll("a")).GetAttribute("href"));
    }
}
