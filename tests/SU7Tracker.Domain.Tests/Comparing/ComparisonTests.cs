using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests.Comparing;

/// <summary>Vehicles beside each other, on the public record and on small ones.</summary>
public class ComparisonTests
{
    private static readonly DateOnly Day = new(2026, 10, 31);

    private static Comparison Of(Alignment alignment, long nth = 1_000, params VehicleHistory[] vehicles) =>
        new(vehicles.Select(v => v.AsOf(Day)), Measure.Deliveries, Series.Delivered, alignment, nth);

    private static Comparison OfBoth(Alignment alignment, long nth = 1_000) => Of(alignment, nth, PublicRecord.SU7, PublicRecord.Model3);

    [Fact]
    public void TheFirstDeliveryIsThatOfTheMilestoneWhereThereIsOne()
    {
        var start = OfBoth(Alignment.FirstDelivery).Vehicles[0].Start!;
        Assert.Equal((new DateOnly(2024, 4, 3), StartKind.FirstDeliveryMilestone), (start.Day, start.Kind));
        Assert.Equal("SU7 Founders Edition", start.Milestone!.Subject);
    }

    [Fact]
    public void WithoutAMilestoneTheFirstDeliveryIsTheDayOnRecord()
    {
        var start = OfBoth(Alignment.FirstDelivery).Vehicles[1].Start!;
        Assert.Equal((new DateOnly(2017, 7, 28), StartKind.FirstDeliveryDay), (start.Day, start.Kind));
    }

    [Fact]
    public void TheFirstDeliveriesOfAModelAreNotThoseOfItsBrand()
    {
        var start = Of(Alignment.FirstDelivery, 1, PublicRecord.XiaomiEV).Vehicles[0].Start!;
        Assert.Equal((new DateOnly(2024, 3, 28), StartKind.FirstDeliveryDay), (start.Day, start.Kind));
    }

    [Fact]
    public void AMilestoneThatWasStillToComeStartsNothing()
    {
        var early = new Comparison(
            [PublicRecord.SU7.AsOf(new(2024, 4, 1))],
            Measure.Deliveries,
            Series.Delivered,
            Alignment.FirstDelivery,
            1);
        Assert.Equal(StartKind.FirstDeliveryDay, early.Vehicles[0].Start!.Kind);
    }

    [Fact]
    public void AVehicleWithoutAFirstDayIsNotDrawn()
    {
        var vehicle = Some.History([Some.In(Some.Days("2024-04-08", "2024-04-14"), Quantity.Exact(70))]);
        var comparison = Of(Alignment.FirstDelivery, 1, vehicle);
        Assert.Null(comparison.Vehicles[0].Start);
        Assert.Empty(comparison.Drawn);
        Assert.Null(comparison.CommonAge);
        Assert.Single(Of(Alignment.Launch, 1, vehicle).Drawn);
    }

    [Fact]
    public void TheModel3ReachedAHundredThousandInItsSeventhQuarter()
    {
        var model3 = OfBoth(Alignment.FirstDelivery).Vehicles[1];
        var arrival = Comparison.ArrivalOf(model3, 100_000)!;
        Assert.Equal(
            (new DateOnly(2018, 10, 1), new DateOnly(2018, 12, 31), Answer.Holds),
            (arrival.Earliest, arrival.Latest, arrival.Reached));
        Assert.Equal("61.5–74.6", arrival.Weeks(model3.Start!.Day)!.Value.ToString(1, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void TheSU7WasSooner()
    {
        var both = OfBoth(Alignment.FirstDelivery);
        foreach (var number in Comparison.Numbers)
        {
            Assert.True(Comparison.Sooner(both.Vehicles[0], both.Vehicles[1], number)!.Value.Low.Sign > 0);
            Assert.True(Comparison.Sooner(both.Vehicles[1], both.Vehicles[0], number)!.Value.High!.Value.Sign < 0);
        }
    }

    [Fact]
    public void AtTheSameAgeTheSU7IsAheadOfTheModel3WithBounds()
    {
        var both = OfBoth(Alignment.FirstDelivery);
        var (su7, model3) = (both.Vehicles[0], both.Vehicles[1]);
        Assert.Equal(454, both.TellingAge);
        Assert.Equal(
            Quantity.Exact(294_025),
            su7.Value(ComparedValue.ToDate, new(su7.Start!.Day, su7.DayOfAge(454)), MonthBasis.FourWeeks));
        Assert.Equal(
            "84,230–147,380",
            model3.Value(ComparedValue.ToDate, new(model3.Start!.Day, model3.DayOfAge(454)), MonthBasis.FourWeeks).ToString());
        var ahead = Comparison.Ahead(su7, su7.DayOfAge(454), model3, model3.DayOfAge(454))!.Value;
        Assert.Equal((294_025 - 147_380, 294_025 - 84_230), (ahead.Low, ahead.High));
    }

    [Fact]
    public void EachLineHasItsOwnLength()
    {
        var both = OfBoth(Alignment.FirstDelivery);
        Assert.True(both.Vehicles[1].Age > both.Vehicles[0].Age);
        Assert.Equal(both.Vehicles[1].Age / 91, both.Vehicles[1].Stretches(13).Count());
        Assert.All(both.Vehicles[0].Stretches(1), p => Assert.Equal(7, p.Days));
        Assert.Equal(13, both.NaturalWeeks);
    }

    [Fact]
    public void TheNthCarIsDatedByItsMilestoneWhereTheBoundsAllowIt()
    {
        var start = OfBoth(Alignment.NthCar, 10_000).Vehicles[0].Start!;
        Assert.Equal((new DateOnly(2024, 5, 15), StartKind.NthCarMilestone), (start.Day, start.Kind));
        var model3 = OfBoth(Alignment.NthCar, 10_000).Vehicles[1].Start!;
        Assert.Equal(
            (new DateOnly(2018, 6, 30), StartKind.NthCarCount, new DateOnly(2018, 4, 1)),
            (model3.Day, model3.Kind, model3.Arrival!.Earliest!.Value));
    }

    [Fact]
    public void ACarThatWasNotReachedStartsNothing() =>
        Assert.All(OfBoth(Alignment.NthCar, 50_000_000).Vehicles, v => Assert.Null(v.Start));

    [Fact]
    public void AnIndexIsAHundredOnItsBaseDayAndKeepsTheBounds()
    {
        var curve = Some.Curve(
            Some.UpTo(Some.On("2024-04-30"), Quantity.Exact(100)),
            Some.In(Some.Days("2024-05-01", "2024-05-31"), Quantity.Range(50, 150)));
        Assert.Equal(Quantity.Exact(100), ComparedVehicle.Index(curve, Some.On("2024-04-30"), Some.On("2024-04-30")));
        var later = ComparedVehicle.Index(curve, Some.On("2024-05-31"), Some.On("2024-04-30"))!.Value;
        Assert.Equal((150, 250), (later.Low, later.High!.Value));
        var earlier = ComparedVehicle.Index(curve, Some.On("2024-04-30"), Some.On("2024-05-31"))!.Value;
        Assert.Equal((40, Rational.Of(200, 3)), (earlier.Low, earlier.High!.Value));
    }

    [Fact]
    public void TheIndexOfTwoVehiclesHasABaseThatBothCover()
    {
        var both = OfBoth(Alignment.FirstDelivery);
        Assert.Equal(0, both.IndexAge % 13);
        Assert.True(7 * both.IndexAge <= both.CommonAge);
        Assert.All(
            both.Drawn,
            v => Assert.NotNull(v.Value(ComparedValue.Indexed, v.Stretches(13).First(), MonthBasis.FourWeeks, both.IndexDayOf(v))));
    }

    [Fact]
    public void ByCalendarThereMustBeACommonQuarterForAnIndex()
    {
        Assert.Null(OfBoth(Alignment.Calendar).IndexDay);
        Assert.Equal(new DateOnly(2024, 3, 31), Of(Alignment.Calendar, 1, PublicRecord.SU7, PublicRecord.XiaomiEV).IndexDay);
    }

    [Theory]
    [InlineData("10000th car delivered", 10_000, true)]
    [InlineData("200,000 cumulative deliveries", 200_000, true)]
    [InlineData("first day above 1000 deliveries", 1_000, false)]
    [InlineData("10000th car built", 10_000, false)]
    [InlineData("more than 600000 cumulative deliveries", 600_000, false)]
    [InlineData("100000th car delivered", 10_000, false)]
    public void AMilestoneTellsTheNthCarOnlyIfItSaysSo(string text, long number, bool tells) =>
        Assert.Equal(tells, Arrival.Tells(text, number));

    [Fact]
    public void WhatWasNotReachedHasNoWeeks()
    {
        var curve = Some.Curve(Some.UpTo(Some.On("2024-04-30"), Quantity.Exact(100)));
        var arrival = Arrival.Of(curve, 101);
        Assert.Equal(Answer.Fails, arrival.Reached);
        Assert.Null(arrival.Weeks(Some.Day));
        var open = Arrival.Of(Some.Curve(Some.UpTo(Some.On("2024-04-30"), Quantity.AtLeast(50))), 60);
        Assert.Equal((Answer.CannotTell, null, null), (open.Reached, open.Earliest, open.Latest));
    }

    [Fact]
    public void ANumberIsReachedOnADayThatTheCountsBound()
    {
        var curve = Some.Curve(
            Some.UpTo(Some.On("2024-03-31"), Quantity.Exact(0)),
            Some.UpTo(Some.On("2024-04-30"), Quantity.Exact(100)),
            Some.UpTo(Some.On("2024-05-31"), Quantity.Exact(300)));
        var arrival = Arrival.Of(curve, 200);
        Assert.Equal((new DateOnly(2024, 5, 1), new DateOnly(2024, 5, 31)), (arrival.Earliest, arrival.Latest));
        Assert.Equal(
            (Rational.Of(31, 7), Rational.Of(61, 7)),
            (arrival.Weeks(new(2024, 4, 1))!.Value.Low, arrival.Weeks(new(2024, 4, 1))!.Value.High!.Value));
    }
}
