using System.Text;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing;

public class RememberedMappingTests
{
    private static readonly Sheet Sheet = SheetReader.Read(Encoding.UTF8.GetBytes("Week,Insured\n2024-W15,2394\n"));
    private static readonly Mapping Mapped = MappingGuess.Of(Sheet) with { Source = "list", Vehicle = "su7" };

    [Fact]
    public void ASheetWithTheSameHeadingsIsMappedAsBefore()
    {
        var points = Mapped with
        {
            Points = Mapped.Points.SetItem(1, PointUse.Groups), Orders = Mapped.Orders.SetItem(0, DateOrder.MonthFirst),
        };
        var kept = RememberedMapping.Read(RememberedMapping.Write([], Of(points)));
        var found = RememberedMapping.Find(kept, Sheet)!;
        Assert.Equal(points.Columns, found.Mapping.Columns);
        Assert.Equal((PointUse.Groups, DateOrder.MonthFirst), (found.Mapping.Points[1], found.Mapping.Orders[0]));
        Assert.Equal("su7", found.Mapping.Vehicle);
        Assert.Null(RememberedMapping.Find(kept, SheetReader.Read(Encoding.UTF8.GetBytes("Week,Built\n2024-W15,2394\n"))));
    }

    [Fact]
    public void EachSourceHasItsOwn()
    {
        var json = RememberedMapping.Write([], Of(Mapped));
        json = RememberedMapping.Write(RememberedMapping.Read(json), Of(Mapped with { Source = "other", Vehicle = "yu7" }));
        json = RememberedMapping.Write(RememberedMapping.Read(json), Of(Mapped with { Vehicle = "model-3" }));
        var kept = RememberedMapping.Read(json);
        Assert.Equal(2, kept.Count);
        Assert.Equal("model-3", RememberedMapping.Find(kept, Sheet)!.Mapping.Vehicle);
        Assert.Equal("yu7", RememberedMapping.Find(kept, Sheet, "other")!.Mapping.Vehicle);
    }

    [Theory, InlineData(null), InlineData("nonsense"), InlineData("[{}]"), InlineData("{}")]
    public void WhatCannotBeReadIsForgotten(string? json) => Assert.Empty(RememberedMapping.Read(json));

    private static RememberedMapping Of(Mapping mapping) => new(RememberedMapping.HeadingsOf(Sheet)!, new(2024, 7, 2), mapping);
}
