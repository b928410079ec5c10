using SU7Tracker.Data.Tests.Support;
using SU7Tracker.Domain;

namespace SU7Tracker.Data.Tests;

/// <summary>The kinds of facts beside figures, and the families that they make.</summary>
public class FactsTests(Databases databases)
{
    private const string Header = "slug,name,maker,launched_on,note,name_zh,parent,parent_alone_until,first_delivery_on\n";

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task AParentIsOnRecordOrInTheSameFileAndNobodysOwn(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var outcome = await tracker.ImportAsync(
            Header + "a,A,,,,甲,b,2025-07-05,2024-03-28\nb,B,,,,,su7,,\nc,C,,,,,c,,\nd,D,,,,,e,,\ne,E,,,,,d,,\nf,F,,,,,nobody,,\n");
        Assert.Equal(
            [null, null, "ParentCycle", "ParentCycle", "ParentCycle", "UnknownVehicle"],
            outcome.Rows.Select(r => r.Problem?.Code));
        Assert.False(outcome.Committed);
        Assert.True((await tracker.ImportAsync(Header + "a,A,,,,甲,b,2025-07-05,2024-03-28\nb,B,,,,,su7,,\n")).Committed);
        Assert.Equal(
            "ParentCycle",
            (await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("su7", "SU7", "Xiaomi", null) { Parent = "a" }, Some.Author))?.Code);
        var a = (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Single(v => v.Slug == "a");
        Assert.Equal(
            ("甲", "b", new DateOnly(2025, 7, 5), new DateOnly(2024, 3, 28)),
            (a.NameZh, a.Parent, a.ParentAloneUntil, a.FirstDeliveryOn));
        // A file without the optional columns overwrites them like any other.
        Assert.True((await tracker.ImportAsync("slug,name,maker,launched_on,note\na,A,,,\n")).Committed);
        Assert.Equal("", (await tracker.Get<FactStore<Vehicle>>().AllAsync()).Single(v => v.Slug == "a").Parent);
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TheVehiclesOfAFamilyShareOneHistoryThatAChangeOfAnyDrops(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        await tracker.ImportAsync(Header + "brand,Brand,,,,,,,\nsu7,SU7,,,,,brand,,\nsu7-max,Max,,,,,su7,,\n");
        var histories = tracker.Get<Histories>();
        var (part, other) = ((await histories.FindAsync("su7-max"))!, (await histories.FindAsync("model-3"))!);
        Assert.Same(part.Family, (await histories.FindAsync("brand"))!.Family);
        Assert.Equal(["brand", "su7", "su7-max"], part.Family.Vehicles.Select(v => v.Slug));
        await tracker.PublishAsync(Some.Draft(7));
        var after = (await histories.FindAsync("brand"))!;
        Assert.True(after.Version > part.Version);
        Assert.True(histories.IsCurrent("su7-max", after.Version));
        Assert.Same(other.Family, (await histories.FindAsync("model-3"))!.Family);

        // One that leaves changes the family that it leaves, and the one that it joins.
        await tracker.Get<FactStore<Vehicle>>().SaveAsync(new("su7-max", "Max", "", null) { Parent = "model-3" }, Some.Author);
        Assert.Equal(["brand", "su7"], (await histories.FindAsync("su7"))!.Family.Vehicles.Select(v => v.Slug));
        Assert.Equal(["model-3", "su7-max"], (await histories.FindAsync("model-3"))!.Family.Vehicles.Select(v => v.Slug));
        Assert.True((await histories.FindAsync("brand"))!.Version > after.Version);
        // A pinned version has the family that it had.
        Assert.Equal(["brand", "su7", "su7-max"], (await histories.FindAsync("su7", after.Version))!.Family.Vehicles.Select(v => v.Slug));
        Assert.True(await histories.HasVersionAsync("su7-max", after.Version));
        Assert.False(await histories.HasVersionAsync("model-3", after.Version));
    }

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task LawsAndWaitsAreReadCheckedAndFoundInTheHistory(On on)
    {
        await using var tracker = await (await databases.TrackerAsync(on)).WithSomeAsync();
        var laws = await tracker.ImportAsync(
            "vehicle,law,off,reason,source\nsu7,built-delivered,true,exports are counted elsewhere,\nsu7,gravity,true,x,\nsu7,city-total,true,,\n"
        );
        Assert.Equal([null, "UnknownLaw", "LawReasonNeeded"], laws.Rows.Select(r => r.Problem?.Code));
        Assert.True(
            (
                await tracker.ImportAsync("vehicle,law,off,reason,source\nsu7,built-delivered,true,exports are counted elsewhere,\n")
            ).Committed);
        const string Waits = "vehicle,trim,stated_on,low,high,qualifier,unit,published_on,source,note\n";
        var waits = await tracker.ImportAsync(
            Waits
                + "su7,Max,2024-04-05,29,32,range,weeks,,news,\nsu7,Max,2024-04-05,30,32,range,weeks,,news,\nsu7,,2024-04-05,9,8,range,days,,news,\n"
        );
        Assert.Equal([null, null, "UnknownWaitUnit"], waits.Rows.Select(r => r.Problem?.Code));
        Assert.True(
            (
                await tracker.ImportAsync(
                    Waits + "su7,Max,2024-04-05,29,32,range,weeks,,news,\nsu7,Max,2024-04-05,30,32,range,weeks,,news,\n")
            ).Committed);
        var history = (await tracker.Get<Histories>().FindAsync("su7"))!;
        Assert.Equal([Quantity.Range(29, 32), Quantity.Range(30, 32)], history.Waits.Select(w => w.Quantity).OrderBy(q => q.Low));
        Assert.Equal(Law.BuiltDelivered, Assert.Single(history.Family.Laws).Law);
        Assert.Equal(history.Waits, (await tracker.Get<Histories>().FindAsync("su7", history.Version))!.Waits);
    }
}
