using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class FigureTests
{
    private static Figure Revision(int number, string? publishedOn, bool withdrawn = false) =>
        Some.In(Some.Week.Period, Quantity.Exact(number), publishedOn is null ? null : Some.On(publishedOn)) with
        {
            Revision = number,
            Withdrawn = withdrawn,
        };

    [Fact]
    public void ItIsKnownWhenPublishedElseTheDayAfterItsPeriod()
    {
        Assert.Equal(Some.On("2024-04-18"), Revision(1, "2024-04-18").KnownOn);
        Assert.Equal(Some.On("2024-04-15"), Revision(1, null).KnownOn);
        Assert.Equal(Some.On("2024-04-15"), Some.UpTo(Some.Week.Sunday, Quantity.Exact(1)).KnownOn);
    }

    [Theory]
    [InlineData("2024-04-14", null)]
    [InlineData("2024-04-15", 1)]
    [InlineData("2024-05-01", 2)]
    [InlineData("2024-06-01", 2)]
    public void TheLatestKnownStands(string asOf, int? revision) =>
        Assert.Equal(revision, Figure.Standing([Revision(1, null), Revision(2, "2024-05-01")], Some.On(asOf))?.Revision);

    [Fact]
    public void OfThoseKnownOnTheSameDayTheHighestRevisionStands() =>
        Assert.Equal(
            3,
            Figure.Standing([Revision(1, null), Revision(3, "2024-05-01"), Revision(2, "2024-05-01")], Some.On("2024-05-01"))?.Revision);

    [Fact]
    public void AnOldPublicationRecordedLateDoesNotReplaceANewerOne() =>
        Assert.Equal(1, Figure.Standing([Revision(1, "2024-05-01"), Revision(2, "2024-04-20")], Some.On("2024-06-01"))?.Revision);

    [Fact]
    public void ButItStandsOnTheDaysBetween() =>
        Assert.Equal(2, Figure.Standing([Revision(1, "2024-05-01"), Revision(2, "2024-04-20")], Some.On("2024-04-25"))?.Revision);

    [Fact]
    public void AFigureTakenBackDoesNotStandFromThatDayOn()
    {
        Figure[] revisions = [Revision(1, null), Revision(2, "2024-05-01", withdrawn: true)];
        Assert.Equal(1, Figure.Standing(revisions, Some.On("2024-04-30"))?.Revision);
        Assert.Null(Figure.Standing(revisions, Some.On("2024-05-01")));
        Assert.Equal(3, Figure.Standing([.. revisions, Revision(3, "2024-05-02")], Some.On("2024-05-02"))?.Revision);
    }

    [Fact]
    public void OfNoRevisionNoneStands() => Assert.Null(Figure.Standing([], Some.Day));

    [Fact]
    public void ACumulativeFigureSpeaksFirstOfItsDay()
    {
        var key = Some.UpTo(Some.Day, Quantity.Exact(1)).Key;
        Assert.Null(key.Period);
        Assert.Equal(Some.Day, key.First);
        Assert.Equal(Some.Week.Monday, Revision(1, null).Key.First);
    }

    [Fact]
    public void WithoutADayOfItsOwnItIsKnownWithItsSourceButNeverBeforeItsDaysHaveEnded()
    {
        var key = Revision(1, null).Key;
        Assert.Equal(Some.On("2024-04-18"), key.KnownOn(null, Some.On("2024-04-18")));
        Assert.Equal(Some.On("2024-04-15"), key.KnownOn(null, Some.On("2024-01-01")));
        Assert.Equal(Some.On("2024-04-14"), key.KnownOn(Some.On("2024-04-14"), Some.On("2024-05-01")));
        Assert.Equal(Some.On("2024-04-14"), key.KnownOn(Some.On("2024-01-01")));
        var plan = key with { Series = key.Series with { Basis = Series.Target } };
        Assert.Equal(Some.On("2024-01-01"), plan.KnownOn(null, Some.On("2024-01-01")));
    }

    [Fact]
    public void ACorrectionWithoutADayTakesEffectOnTheDayOfWhatItCorrects()
    {
        var dated = Figure.Dated([Revision(1, "2024-05-01"), Revision(2, null), Revision(3, null, withdrawn: true)], Some.On("2024-04-20"));
        Assert.All(dated, f => Assert.Equal(Some.On("2024-05-01"), f.KnownOn));
        Assert.Equal(2, Figure.Standing(dated.Take(2), Some.On("2024-05-01"))?.Revision);
        Assert.Null(Figure.Standing(dated, Some.On("2024-05-01")));
        Assert.Equal(Some.On("2024-04-15"), Figure.Dated([Revision(1, "2024-04-14"), Revision(2, null)], null)[1].KnownOn);
    }

    [Theory]
    [InlineData("typing error", null, "2024-05-01")]
    [InlineData("typing error: a digit too many", "2024-06-01", "2024-05-01")]
    [InlineData("typing error", "2024-04-20", "2024-04-20")]
    public void TheCorrectionOfATypingErrorStandsOnEveryDayInItsPlace(string reason, string? publishedOn, string knownOn)
    {
        var dated = Figure.Dated(
            [Revision(1, "2024-04-18"), Revision(2, "2024-05-01"), Revision(3, publishedOn) with { Reason = reason }],
            null);
        Assert.Equal(Some.On(knownOn), dated[2].KnownOn);
        Assert.Equal([false, true, false], dated.Select(f => f.IsReplaced));
        Assert.Equal(1, Figure.Standing(dated, Some.On(knownOn).AddDays(-1))?.Revision);
        Assert.Equal(3, Figure.Standing(dated, Some.On(knownOn))?.Revision);
    }

    [Theory]
    [InlineData("2024-04-17", null)]
    [InlineData("2024-04-18", 1)]
    [InlineData("2024-04-30", 1)]
    [InlineData("2024-06-01", 5)]
    public void OfSeveralMistypedRevisionsNoneStandsOnAnyDay(string asOf, int? revision)
    {
        var reason = Figure.TypingErrorSince(3) + ": all of it";
        var dated = Figure.Dated(
            [
                Revision(1, "2024-04-18"), Revision(2, "2024-05-01"), Revision(3, "2024-04-16"), Revision(4, "2024-05-10"),
                Revision(5, "2024-06-20") with { Reason = reason },
            ],
            null);
        Assert.Equal([false, false, true, true, false], dated.Select(f => f.IsReplaced));
        Assert.Equal(Some.On("2024-05-01"), dated[4].KnownOn);
        Assert.Equal(revision, Figure.Standing(dated, Some.On(asOf))?.Revision);
    }

    [Fact]
    public void WithNoneBeforeThemMistypedRevisionsGiveWayOnTheEarliestOfTheirDays()
    {
        var taken = Revision(3, null, withdrawn: true) with { Reason = "typing error since revision 1" };
        var dated = Figure.Dated([Revision(1, "2024-05-01"), Revision(2, "2024-04-18"), taken], null);
        Assert.Equal([true, true, false], dated.Select(f => f.IsReplaced));
        Assert.Equal(Some.On("2024-04-18"), dated[2].KnownOn);
    }

    [Theory, InlineData("typing errors"), InlineData("a typing error"), InlineData("typing error since yesterday"), InlineData("")]
    public void OtherReasonsReplaceNothing(string reason) =>
        Assert.Equal(
            2,
            Figure
                .Standing(
                    Figure.Dated([Revision(1, null), Revision(2, "2024-05-01"), Revision(3, "2024-06-01") with { Reason = reason }], null),
                    Some.On("2024-05-20")
                )!
                .Revision);
}
