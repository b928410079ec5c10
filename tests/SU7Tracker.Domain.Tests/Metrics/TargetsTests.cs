using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class TargetsTests
{
    private static readonly Series Plan = Some.Series with { Basis = Series.Target };
    private static readonly Period Year = Some.Days("2024-01-01", "2024-12-31");

    private static Targets Of(string asOf, params Figure[] figures) => new(Some.History(figures).AsOf(Some.On(asOf)));

    private static Figure Target(Quantity number, string announced, Period? period = null) =>
        Some.In(period ?? Year, number, Some.On(announced), series: Plan);

    private static Figure Counted(string day, Quantity number) => Some.UpTo(Some.On(day), number, Some.On(day));

    [Fact]
    public void OneThatIsInForceAtTheEndAndReachedIsMet()
    {
        var target = Assert.Single(
            Assert
                .Single(
                    Of(
                        "2025-06-01",
                        Target(Quantity.Exact(100), "2024-01-05"),
                        Counted("2023-12-31", Quantity.Exact(0)),
                        Counted("2024-06-30", Quantity.Exact(60)),
                        Counted("2024-09-30", Quantity.Exact(110)),
                        Counted("2024-12-31", Quantity.Exact(150))
                    ).Periods)
                .Revisions);
        Assert.Equal(TargetVerdict.Met, target.Verdict);
        Assert.Equal((Some.On("2024-07-01"), Some.On("2024-09-30")), (target.From!.Value, target.By!.Value));
    }

    [Fact]
    public void OneThatWasNotReachedByTheEndIsMissed()
    {
        var target = Of("2025-06-01", Target(Quantity.Exact(100), "2024-01-05"), Counted("2024-12-31", Quantity.Exact(99)))
            .Periods[0]
            .Final;
        Assert.Equal(TargetVerdict.Missed, target.Verdict);
        Assert.Null(target.By);
    }

    [Fact]
    public void OneThatHadBeenReplacedIsReachedOrNot()
    {
        var revisions = Of(
            "2025-06-01",
            Target(Quantity.Exact(100), "2024-01-05"),
            Target(Quantity.Exact(200), "2024-03-05") with
            {
                Revision = 2,
            },
            Target(Quantity.Exact(120), "2024-05-05") with
            {
                Revision = 3,
            },
            Counted("2023-12-31", Quantity.Exact(0)),
            Counted("2024-12-31", Quantity.Exact(150)))
            .Periods[0]
            .Revisions;
        Assert.Equal([TargetVerdict.Reached, TargetVerdict.NotReached, TargetVerdict.Met], revisions.Select(r => r.Verdict));
        Assert.Equal([null, 100, -80], revisions.Select(r => r.Change));
        Assert.Equal(
            [Some.Days("2024-01-05", "2024-03-04"), Some.Days("2024-03-05", "2024-05-04"), Some.Days("2024-05-05", "2024-12-31")],
            revisions.Select(r => r.InForce));
    }

    [Fact]
    public void WhileThePeriodRunsItIsOpen() =>
        Assert.Equal(
            TargetVerdict.Open,
            Of("2024-08-01", Target(Quantity.Exact(100), "2024-01-05"), Counted("2024-06-30", Quantity.Exact(60))).Periods[0].Final.Verdict
        );

    [Fact]
    public void AfterAPeriodOfWhichTooLittleIsKnownItCannotBeTold() =>
        Assert.Equal(
            TargetVerdict.CannotTell,
            Of("2025-06-01", Target(Quantity.Exact(100), "2024-01-05"), Counted("2024-06-30", Quantity.Exact(60))).Periods[0].Final.Verdict
        );

    [Fact]
    public void AFloorIsMetWhenItsFloorIsReached() =>
        Assert.Equal(
            TargetVerdict.Met,
            Of(
                "2025-06-01",
                Target(Quantity.AtLeast(100), "2024-01-05"),
                Counted("2023-12-31", Quantity.Exact(0)),
                Counted("2024-12-31", Quantity.AtLeast(100)))
                .Periods[0]
                .Final.Verdict);

    [Fact]
    public void ThePaceNeededIsWhatIsMissingOverTheWeeksLeft()
    {
        var period = Of(
            "2025-06-01",
            Target(Quantity.Exact(1_000), "2024-01-05"),
            Counted("2023-12-31", Quantity.Exact(0)),
            Counted("2024-12-03", Quantity.Exact(600))
        ).Periods[0];
        Assert.Equal(Quantity.Exact(100), period.Needed(Some.On("2024-12-03"))); // 400 in four weeks
        Assert.Null(period.Needed(Some.On("2024-12-31")));
    }

    [Fact]
    public void WhereMoreMayHaveBeenCountedThePaceNeededIsACeiling()
    {
        var period = Of(
            "2025-06-01",
            Target(Quantity.Exact(1_000), "2024-01-05"),
            Counted("2023-12-31", Quantity.Exact(0)),
            Counted("2024-12-03", Quantity.AtLeast(600))
        ).Periods[0];
        Assert.Equal(Quantity.AtMost(100), period.Needed(Some.On("2024-12-03")));
    }

    [Fact]
    public void ThePaceHeldIsCountedByCalendarQuarter()
    {
        var period = Of(
            "2024-05-01",
            Target(Quantity.Exact(1_000), "2024-01-05"),
            Counted("2023-12-31", Quantity.Exact(0)),
            Counted("2024-03-31", Quantity.Exact(130)),
            Counted("2024-04-14", Quantity.Exact(150))
        ).Periods[0];
        Assert.Equal(
            [(Some.Days("2024-01-01", "2024-03-31"), Quantity.Exact(10)), (Some.Days("2024-04-01", "2024-04-14"), Quantity.Exact(10))],
            period.Held());
    }

    [Fact]
    public void WithoutTargetsThereAreNoPeriods() => Assert.Empty(Of("2025-06-01", Counted("2024-12-31", Quantity.Exact(99))).Periods);

    [Fact]
    public void WithoutCountsNothingIsReached()
    {
        var period = Assert.Single(Of("2024-06-01", Target(Quantity.Exact(100), "2024-01-05")).Periods);
        Assert.Equal((null, TargetVerdict.Open), (period.Last, period.Final.Verdict));
        Assert.Empty(period.Held());
    }

    [Fact]
    public void OnThePublicRecordTheTargetsOf2024WereReachedAndTheLastWasMet()
    {
        var year = new Targets(PublicRecord.XiaomiEV.AsOf(Some.On("2026-11-23"))).Periods.Single(p => p.Days == Year);
        Assert.Equal(TargetVerdict.Met, year.Final.Verdict);
        Assert.Equal(130_000, year.Final.Number);
        Assert.All(year.Revisions.SkipLast(1), r => Assert.Equal(TargetVerdict.Reached, r.Verdict));
    }
}
