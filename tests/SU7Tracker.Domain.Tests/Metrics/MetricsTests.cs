using System.Globalization;
using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class MetricsTests
{
    private static readonly Series Built = new("su7", Measure.Production, Series.Built);
    private static readonly Series Locked = new("su7", Measure.Orders, Series.Locked);
    private static readonly Series Delivered = new("su7", Measure.Deliveries, Series.Delivered);
    private static readonly Series Target = new("su7", Measure.Deliveries, Series.Target);
    private static readonly Series Expected = new("su7", Measure.Orders, Series.Expected);
    private static readonly Period Year = Some.Days("2024-01-01", "2024-12-31");

    private static Period Weeks(int first, int count = 1) =>
        new(Some.Day.AddDays(7 * (first - 1)), Some.Day.AddDays((7 * (first + count - 1)) - 1));

    private static Metrics Of(params IEnumerable<Figure> figures) =>
        new(Some.History(figures).AsOf(new(2025, 6, 30)), MonthBasis.FourWeeks);

    private static Figure In(Series series, Period period, long count) => Some.In(period, Quantity.Exact(count), series: series);

    private static Figure UpTo(Series series, DateOnly day, Quantity count) => Some.UpTo(day, count, series: series);

    private static void Is(Metric metric, Quantity value, string unit, Span span, params IEnumerable<string> inputs)
    {
        Assert.Null(metric.Reason);
        Assert.Equal(value, metric.Value);
        Assert.Equal((unit, span), (metric.Unit.Name, metric.Span));
        Assert.Equal(inputs, metric.Inputs.Select(i => $"{i.Name} {i.Value}"));
    }

    private static void IsUnknown(Metric metric, string reason)
    {
        Assert.Null(metric.Value);
        Assert.Null(metric.Span);
        Assert.Null(metric.Text(CultureInfo.InvariantCulture));
        Assert.Equal(reason, metric.Reason!.Code);
        Assert.NotEmpty(metric.Reason.ToString());
    }

    [Fact]
    public void TheContractsKeysAreAllThere() =>
        Assert.Equal(
            [
                "weekly-production units/week",
                "monthly-run-rate units/month",
                "annual-run-rate units/year",
                "trailing-4-week-production units/week",
                "trailing-13-week-production units/week",
                "cumulative-production units",
                "cumulative-orders units",
                "cumulative-deliveries units",
                "weekly-deliveries units/week",
                "order-backlog units",
                "wait-weeks weeks",
                "delivery-cities cities",
                "required-weekly-pace units/week",
                "orders-to-run-rate months",
                "backlog-to-run-rate months",
                "demand-vs-expectation ×",
                "implied-expectation units",
                "demand-vs-plan ×",
                "book-to-bill ×",
                "weekly-registrations units/week",
                "trailing-4-week-registrations units/week",
                "trailing-13-week-registrations units/week",
                "registrations-change-on-week %",
                "registrations-change-on-year %",
            ],
            Of().All.Select(m => $"{m.Key} {m.Unit}"));

    [Fact]
    public void EachIsFoundByItsKey()
    {
        var metrics = Of();
        Assert.All(metrics.All, m => Assert.Equal(m.Key, metrics.Find(m.Key)!.Key));
        Assert.Null(metrics.Find("global-rank"));
    }

    [Fact]
    public void WithoutARecordEachSaysWhyItIsUnknown() => Assert.All(Of().All, m =>
    {
        Assert.Null(m.Value);
        Assert.NotEmpty(m.Reason!.ToString());
    });

    [Fact]
    public void EachHasATitleAFormulaAndNamedInputs()
    {
        var before = Weeks(1).Before;
        var insured = new Series("su7", Measure.Registrations, Series.Insured);
        var claim = new Claim("c", "su7", "", "", Some.Day, "demand-vs-expectation", Relation.Between, 3, 5, Weeks(1).End, "A");
        var family = Some.Family(
            [new("su7", "SU7", "Xiaomi", null)],
            [
                In(Built, Weeks(1, 13), 13_000),
                In(Locked, Weeks(1, 9), 26_000),
                In(Locked, Weeks(10, 4), 800),
                In(Delivered, Weeks(1, 9), 6_000),
                In(Delivered, Weeks(10, 4), 500),
                Some.In(Year, Quantity.Exact(50_000), Year.Start, series: Target),
                Some.In(Year, Quantity.Exact(9_000), Year.Start, series: Expected),
                UpTo(Locked, before, Quantity.Exact(0)),
                UpTo(Delivered, before, Quantity.Exact(0)),
                .. Enumerable.Range(-52, 66).Select(w => In(insured, Weeks(w), 70 + w)),
            ],
            claim);
        var history = new FamilyHistory(
            family.Vehicles, 1, family.Revisions.Values.SelectMany(s => s).SelectMany(f => f), family.Sources.Values, [], [claim], [], [],
            [new("beijing", "Beijing", "", "CN", Some.Day, "A")]);
        foreach (var month in MonthBasis.All)
        {
            Assert.All(
                new Metrics(history.Find("su7")!.AsOf(Weeks(14).End), month).All,
                m =>
                {
                    Assert.True(m.Value is not null, $"{m.Key}: {m.Reason}");
                    Assert.NotEmpty(m.Title(CultureInfo.InvariantCulture));
                    Assert.NotEmpty(m.Text(CultureInfo.InvariantCulture)!);
                    // The formula names the inputs and no others.
                    Assert.All(
                        m.Inputs,
                        i =>
                            Assert.Contains(
                                i.Title(CultureInfo.InvariantCulture),
                                m.Formula(CultureInfo.InvariantCulture),
                                StringComparison.Ordinal));
                });
        }
    }

    [Fact]
    public void WeeklyProductionIsThePaceOfTheHeadlineStretch()
    {
        Is(Of(In(Built, Weeks(1), 2_394)).WeeklyProduction, Quantity.Exact(2_394), "units/week", Weeks(1), "count 2,394", "days 7");
        Is(Of(In(Built, Weeks(1, 2), 2_000)).WeeklyProduction, Quantity.Exact(1_000), "units/week", Weeks(1, 2), "count 2,000", "days 14");
        IsUnknown(Of().WeeklyProduction, "NoFigures");
        IsUnknown(Of(In(Built, new(Some.Day, Some.Day.AddDays(5)), 10)).WeeklyProduction, "NoStretch");
    }

    [Fact]
    public void TheRunRatesHoldItForAMonthAndAYear()
    {
        var metrics = Of(In(Built, Weeks(1), 2_394));
        Is(metrics.MonthlyRunRate, Quantity.Exact(9_576), "units/month", Weeks(1), "count 2,394", "days 7", "weeks-per-month 4");
        Is(metrics.AnnualRunRate, Quantity.Exact(Rational.Of(2_394 * 1_461, 28)), "units/year", Weeks(1), "count 2,394", "days 7");
        IsUnknown(Of().MonthlyRunRate, "NoFigures");
        IsUnknown(Of().AnnualRunRate, "NoFigures");
    }

    [Fact]
    public void AFloorStaysAFloor()
    {
        var metric = Of(Some.In(Weeks(1), Quantity.AtLeast(2_000), series: Built)).MonthlyRunRate;
        Assert.Equal("≥ 8,000", metric.Text(CultureInfo.InvariantCulture));
    }

    [Fact]
    public void TrailingAveragesNeedTheirWeeks()
    {
        var metrics = Of(Enumerable.Range(1, 4).Select(w => In(Built, Weeks(w), 100 * w)));
        Is(metrics.TrailingProduction(4), Quantity.Exact(250), "units/week", Weeks(1, 4), "count 1,000", "weeks 4");
        IsUnknown(metrics.TrailingProduction(13), "TooFewWeeks");
        IsUnknown(Of().TrailingProduction(4), "NoFigures");
        Is(
            Of(Enumerable.Range(1, 14).Select(w => In(Built, Weeks(w), w == 1 ? 999 : 13))).TrailingProduction(13),
            Quantity.Exact(13),
            "units/week",
            Weeks(2, 13),
            "count 169",
            "weeks 13");
    }

    [Fact]
    public void AStockIsStatedOnTheLastDayThatTheSeriesSpeaksOf()
    {
        var metrics = Of(
            UpTo(Locked, Weeks(2).End, Quantity.AtLeast(40_000)),
            UpTo(Built, Weeks(1).End, Quantity.Exact(10)),
            UpTo(Delivered, Weeks(1).Start, Quantity.About(300)));
        Is(metrics.CumulativeOrders, Quantity.AtLeast(40_000), "units", Span.UpTo(Weeks(2).End), "count ≥ 40,000");
        Is(metrics.CumulativeProduction, Quantity.Exact(10), "units", Span.UpTo(Weeks(1).End), "count 10");
        Is(metrics.CumulativeDeliveries, Quantity.About(300), "units", Span.UpTo(Weeks(1).Start), "count ≈ 300");
        IsUnknown(Of().CumulativeOrders, "NoFigures");
    }

    [Fact]
    public void WeeklyDeliveriesAreAPaceOfTheirOwn() =>
        Is(
            Of(In(Delivered, Weeks(1, 2), 1_400), In(Built, Weeks(1), 9)).WeeklyDeliveries,
            Quantity.Exact(700),
            "units/week",
            Weeks(1, 2),
            "count 1,400",
            "days 14");

    [Fact]
    public void TheBacklogIsOfTheLastCommonDay()
    {
        var metrics = Of(
            UpTo(Locked, Weeks(1).End, Quantity.Exact(88_063)),
            UpTo(Locked, Weeks(3).End, Quantity.Exact(99_999)),
            UpTo(Delivered, Weeks(1).Start, Quantity.Exact(0)),
            UpTo(Delivered, Weeks(1).End, Quantity.Exact(7_118)));
        Is(
            metrics.OrderBacklog,
            Quantity.Exact(80_945),
            "units",
            Span.UpTo(Weeks(1).End),
            "orders 88,063",
            "deliveries 7,118",
            "difference 80,945");
    }

    [Fact]
    public void ABacklogNeedsADayOfWhichBothSpeak()
    {
        IsUnknown(Of(UpTo(Locked, Weeks(2).End, Quantity.Exact(10))).OrderBacklog, "NoFigures");
        IsUnknown(Of(UpTo(Delivered, Weeks(2).End, Quantity.Exact(10))).OrderBacklog, "NoFigures");
        IsUnknown(
            Of(UpTo(Locked, Weeks(2).End, Quantity.Exact(10)), UpTo(Delivered, Weeks(1).End, Quantity.Exact(10))).OrderBacklog,
            "NoCommonDay");
    }

    [Fact]
    public void MoreDeliveriesThanOrdersAreNoNegativeBacklog()
    {
        var metric = Of(UpTo(Locked, Weeks(1).End, Quantity.Exact(10)), UpTo(Delivered, Weeks(1).End, Quantity.Exact(11))).OrderBacklog;
        IsUnknown(metric, "DeliveriesExceedOrders");
        Assert.Equal(["orders 10", "deliveries 11"], metric.Inputs.Select(i => $"{i.Name} {i.Value}"));
    }

    [Fact]
    public void TheWaitIsTheBacklogAtThePaceOfDeliveries()
    {
        Figure[] stocks =
        [
            UpTo(Locked, Weeks(1).End, Quantity.Exact(10_000)),
            UpTo(Delivered, Weeks(1).Before, Quantity.Exact(1_000)),
            In(Delivered, Weeks(1), 500),
        ];
        Is(Of(stocks).WaitWeeks, Quantity.Exact(17), "weeks", Span.UpTo(Weeks(1).End), "backlog 8,500", "weekly-deliveries 500");
    }

    [Fact]
    public void TheWaitIsTheTimeUntilDeliveriesReachTheOrdersOfADay()
    {
        var metrics = Of(
            UpTo(Locked, Weeks(1).End, Quantity.Exact(1_000)),
            UpTo(Locked, Weeks(6).End, Quantity.Exact(9_000)),
            UpTo(Delivered, Weeks(1).End, Quantity.Exact(0)),
            UpTo(Delivered, Weeks(3).End, Quantity.Exact(999)),
            UpTo(Delivered, Weeks(4).End, Quantity.Exact(1_200)));
        var metric = metrics.WaitOn(Weeks(1).End);
        Assert.Equal(
            (Quantity.Between(Rational.Of(15, 7), 3), new Span(Weeks(1).End, Weeks(4).End)),
            (metric.Value!.Value, metric.Span!.Value));
        Assert.Equal(["orders 1,000", "deliveries 1,200"], metric.Inputs.Select(i => $"{i.Name} {i.Value}"));
    }

    [Fact]
    public void TheWaitsOfSeveralDaysAreThoseOfEachDay()
    {
        var snapshot = PublicRecord.SU7.AsOf(new(2025, 9, 1));
        var metrics = new Metrics(snapshot, MonthBasis.FourWeeks);
        DateOnly[] days = [.. Enumerable.Range(0, 60).Select(i => new DateOnly(2024, 3, 28).AddDays(i * 9))];
        Assert.Equal(days.Select(d => metrics.WaitOn(d).Value), metrics.WaitsOn(days));
        Assert.Contains(metrics.WaitsOn(days), w => w is null);
    }

    [Fact]
    public void WithoutAPaceOfDeliveriesNextToItTheWaitIsNotKnown()
    {
        Figure[] stocks = [UpTo(Locked, Weeks(1).End, Quantity.Exact(10_000)), UpTo(Delivered, Weeks(1).End, Quantity.Exact(1_000))];
        IsUnknown(Of([.. stocks, In(Built, Weeks(1), 900)]).WaitWeeks, "NoPaceNear");
        IsUnknown(Of([.. stocks, In(Delivered, Weeks(1), 0)]).WaitWeeks, "Standstill");
        IsUnknown(Of().WaitWeeks, "NoFigures");
    }

    [Fact]
    public void OrdersToRunRateAreMonthsOfOutput()
    {
        var metrics = Of(UpTo(Locked, Weeks(1).End, Quantity.AtLeast(40_000)), In(Built, Weeks(1), 2_500));
        Is(
            metrics.OrdersToRunRate,
            Quantity.AtLeast(4),
            "months",
            Span.UpTo(Weeks(1).End),
            "orders ≥ 40,000",
            "weekly-production 2,500",
            "weeks-per-month 4");
        Assert.Equal(2, metrics.OrdersToRunRate.Inputs.Sum(i => i.Evidence.Count));
        IsUnknown(Of(UpTo(Locked, Weeks(1).End, Quantity.Exact(1))).OrdersToRunRate, "NoPaceNear");
        IsUnknown(Of(UpTo(Locked, Weeks(1).End, Quantity.Exact(1)), In(Built, Weeks(1), 0)).OrdersToRunRate, "Standstill");
    }

    [Fact]
    public void DemandIsComparedWithWhatWasExpected()
    {
        var orders = UpTo(Locked, Weeks(1).End, Quantity.AtLeast(40_000));
        var expected = Some.In(Year, Quantity.Range(8_000, 10_000), Year.Start, series: Expected);
        Is(
            Of(orders, expected).DemandVsExpectation,
            Quantity.AtLeast(4),
            "×",
            Span.UpTo(Weeks(1).End),
            "orders ≥ 40,000",
            "expected-orders 8,000–10,000");
        IsUnknown(Of(orders).DemandVsExpectation, "NoExpectation");
        IsUnknown(Of(expected).DemandVsExpectation, "NoFigures");
        IsUnknown(Of(orders, expected with { Quantity = Quantity.Exact(0) }).DemandVsExpectation, "PlanIsZero");
    }

    [Fact]
    public void DemandIsComparedWithTheTargetInForceOnTheDayOfTheOrders()
    {
        Figure[] figures =
        [
            UpTo(Locked, Weeks(1).End, Quantity.Exact(88_063)), UpTo(Delivered, Year.Start.AddDays(-1), Quantity.Exact(63)),
            UpTo(Delivered, Weeks(1).End, Quantity.Exact(99)),
        ];
        var target = Some.In(Year, Quantity.Exact(76_000), Year.Start, series: Target);
        var raised = Some.In(Year, Quantity.Exact(100_000), Weeks(2).Start, Grade.B, Target);
        Is(
            Of([.. figures, target, raised]).DemandVsPlan, Quantity.Exact(Rational.Of(88_000, 76_000)), "×", Span.UpTo(Weeks(1).End),
            "orders-for-period 88,000", "target 76,000");
        Assert.Equal("≤ 1.16", Of(figures[0], target).DemandVsPlan.Text(CultureInfo.InvariantCulture));
        IsUnknown(Of(figures).DemandVsPlan, "NoTarget");
        IsUnknown(
            Of([.. figures, target with { Key = target.Key with { Start = new(2025, 1, 1), End = new(2025, 12, 31) } }]).DemandVsPlan,
            "NoTarget");
    }

    [Theory]
    [InlineData(3.0, 5.0, "8,000–13,334")]
    [InlineData(4.0, 4.0, "10,000")]
    [InlineData(4.0, null, "≤ 10,000")]
    [InlineData(null, 4.0, "≥ 10,000")]
    public void TheImpliedExpectationIsOrdersByTheClaimedMultiple(double? low, double? high, string implied)
    {
        var claim = new Claim(
            "c",
            "su7",
            "",
            "",
            Some.Day,
            "demand-vs-expectation",
            Relation.Between,
            (decimal?)low,
            (decimal?)high,
            Weeks(1).End,
            "A");
        claim = claim with
        {
            Relation =
                low is null ? Relation.AtMost
                : high is null ? Relation.AtLeast
                : Relation.Between,
        };
        var snapshot = Some.History([UpTo(Locked, Weeks(1).End, Quantity.Exact(40_000))], claim).AsOf(Weeks(3).End);
        var metric = new Metrics(snapshot, MonthBasis.FourWeeks).ImpliedExpectation;
        Assert.Equal(implied, metric.Text(CultureInfo.InvariantCulture));
        Assert.Equal(["orders", "claimed-multiple"], metric.Inputs.Select(i => i.Name));
        IsUnknown(new Metrics(snapshot, MonthBasis.FourWeeks, Weeks(1).Start).ImpliedExpectation, "NoClaimedMultiple");
        IsUnknown(new Metrics(Some.History([], claim).AsOf(Weeks(3).End), MonthBasis.FourWeeks).ImpliedExpectation, "NoFigures");
    }

    [Fact]
    public void BookToBillComparesTheSameFourWeeks()
    {
        var orders = Enumerable.Range(1, 6).Select(w => In(Locked, Weeks(w), 300)).ToList();
        var deliveries = Enumerable.Range(1, 5).Select(w => In(Delivered, Weeks(w), 100)).ToList();
        Is(Of([.. orders, .. deliveries]).BookToBill, Quantity.Exact(3), "×", Weeks(2, 4), "orders 1,200", "deliveries 400");
        IsUnknown(Of([.. orders.Take(3), .. deliveries]).BookToBill, "TooFewCommonWeeks");
        IsUnknown(Of([.. orders, .. deliveries.Skip(2)]).BookToBill, "TooFewCommonWeeks");
        IsUnknown(Of(orders).BookToBill, "NoFigures");
        IsUnknown(Of([.. orders, .. deliveries.Select(d => d with { Quantity = Quantity.Exact(0) })]).BookToBill, "NothingDelivered");
    }

    [Fact]
    public void ThePaceNeededIsWhatIsMissingOverTheDaysLeft()
    {
        var target = Some.In(new(Weeks(1).Start, Weeks(4).End), Quantity.Exact(10_000), Year.Start, series: Target);
        Is(
            Of(target, In(Delivered, Weeks(1), 1_000)).RequiredWeeklyPace,
            Quantity.Exact(3_000),
            "units/week",
            Weeks(2, 3),
            "target 10,000",
            "deliveries 1,000",
            "days-left 21");
        Is(
            Of(target, In(Delivered, Weeks(1), 11_000)).RequiredWeeklyPace,
            Quantity.Exact(0),
            "units/week",
            Weeks(2, 3),
            "target 10,000",
            "deliveries 11,000",
            "days-left 21");
        IsUnknown(Of(target, In(Delivered, Weeks(1, 4), 1_000)).RequiredWeeklyPace, "PeriodOver");
        IsUnknown(Of(target, In(Delivered, Weeks(5), 1_000)).RequiredWeeklyPace, "NoTarget");
        IsUnknown(Of(target).RequiredWeeklyPace, "NoFigures");
    }

    [Fact]
    public void NothingIsSaidOfDaysAfterTheLastThatIsAskedFor()
    {
        var history = Some.History([In(Built, Weeks(1), 100), In(Built, Weeks(2), 200), UpTo(Built, Weeks(1).Before, Quantity.Exact(0))]);
        var metrics = new Metrics(history.AsOf(new(2025, 1, 1)), MonthBasis.FourWeeks, Weeks(1).End);
        Assert.Equal((Quantity.Exact(100), Quantity.Exact(100)), (metrics.WeeklyProduction.Value, metrics.CumulativeProduction.Value));
        IsUnknown(
            new Metrics(history.AsOf(new(2025, 1, 1)), MonthBasis.FourWeeks, Weeks(1).Before.AddDays(-1)).WeeklyProduction,
            "NoFigures");
    }

    [Fact]
    public void OtherBasesAndCitiesAreNeverMixedIn()
    {
        Figure[] others =
        [
            In(Locked with { Basis = "refundable" }, Weeks(1), 7),
            In(Locked with { City = "beijing" }, Weeks(1), 7),
            In(Built with { Basis = "rolled-off" }, Weeks(1), 7),
        ];
        Assert.All(Of(others).All, m => Assert.Null(m.Value));
    }
}
