using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class ClaimCheckTests
{
    private static readonly Snapshot OnArticleDay = PublicRecord.SU7.AsOf(PublicRecord.ArticleDay);

    [Theory]
    [InlineData("nearly-10000-a-month", Answer.Holds)]
    [InlineData("over-40000-orders", Answer.Holds)]
    [InlineData("three-to-five-times", Answer.CannotTell)]
    [InlineData("two-cities", Answer.Holds)]
    public void TheClaimsOfTheArticleAreHeldAgainstTheRecord(string id, Answer answer) =>
        Assert.Equal(answer, ClaimCheck.Of(PublicRecord.SU7.Claims.Single(c => c.Id == id), OnArticleDay, MonthBasis.FourWeeks).Answer);

    [Fact]
    public void AClaimSpeaksOfItsOwnDay()
    {
        var claim = PublicRecord.SU7.Claims.Single(c => c.Id == "nearly-10000-a-month");
        var check = ClaimCheck.Of(claim, PublicRecord.SU7.AsOf(new(2026, 6, 30)), MonthBasis.FourWeeks);
        Assert.Equal((Answer.Holds, Quantity.Exact(9_576)), (check.Answer, check.Metric!.Value));
    }

    [Fact]
    public void AMetricThatIsNotDerivedCannotBeTold()
    {
        var check = ClaimCheck.Of(
            PublicRecord.XiaomiEV.Claims.Single(c => c.Id == "ten-billion-dollars"),
            OnArticleDay,
            MonthBasis.FourWeeks);
        Assert.Equal((null, Answer.CannotTell), (check.Metric, check.Answer));
    }

    [Theory]
    [InlineData("9499", Answer.Fails)]
    [InlineData("9500", Answer.Holds)]
    [InlineData("9999", Answer.Holds)]
    [InlineData("10000", Answer.Fails)]
    [InlineData("9000-9499", Answer.Fails)]
    [InlineData("9499-9600", Answer.CannotTell)]
    [InlineData("9500-9999", Answer.Holds)]
    [InlineData("≥ 9500", Answer.CannotTell)]
    [InlineData("≥ 10000", Answer.Fails)]
    [InlineData("≤ 9499", Answer.Fails)]
    public void NearlyIsFrom95PercentUpToButNotTheNumber(string value, Answer answer) =>
        Assert.Equal(answer, Check(value, Relation.Nearly, null, 10_000));

    [Theory]
    [InlineData("≥ 40000", 40_000, Answer.Holds)]
    [InlineData("39999", 40_000, Answer.Fails)]
    [InlineData("≥ 30000", 40_000, Answer.CannotTell)]
    public void AtLeastIsAFloor(string value, long low, Answer answer) => Assert.Equal(answer, Check(value, Relation.AtLeast, low, null));

    [Theory]
    [InlineData("5", 5, Answer.Holds)]
    [InlineData("≤ 5", 5, Answer.Holds)]
    [InlineData("6", 5, Answer.Fails)]
    [InlineData("≥ 5", 5, Answer.CannotTell)]
    public void AtMostIsACeiling(string value, long high, Answer answer) => Assert.Equal(answer, Check(value, Relation.AtMost, null, high));

    [Theory]
    [InlineData("3", Answer.Holds)]
    [InlineData("3-5", Answer.Holds)]
    [InlineData("2-4", Answer.CannotTell)]
    [InlineData("6", Answer.Fails)]
    [InlineData("≥ 6", Answer.Fails)]
    [InlineData("≥ 5", Answer.CannotTell)]
    public void BetweenHoldsBothEnds(string value, Answer answer) => Assert.Equal(answer, Check(value, Relation.Between, 3, 5));

    [Theory]
    [InlineData("1250", Answer.Holds)]
    [InlineData("1350", Answer.Holds)]
    [InlineData("1351", Answer.Fails)]
    [InlineData("≈ 1300", Answer.Holds)]
    [InlineData("1200-1300", Answer.CannotTell)]
    public void AboutIsTheRounding(string value, Answer answer) => Assert.Equal(answer, Check(value, Relation.About, 1_300, 1_300));

    [Theory]
    [InlineData(Relation.Exact, 7.0, null)]
    [InlineData(Relation.Exact, null, 7.0)]
    [InlineData(Relation.Exact, 7.0, 7.0)]
    [InlineData(Relation.About, 7.0, null)]
    [InlineData(Relation.Nearly, 7.2, null)]
    [InlineData(Relation.Nearly, null, 7.2)]
    public void OneNumberIsEnoughWhereAClaimNamesOne(Relation relation, double? low, double? high)
    {
        Assert.Equal(Answer.Holds, Check("7", relation, (decimal?)low, (decimal?)high));
        Assert.Equal(Answer.Fails, Check("8", relation, (decimal?)low, (decimal?)high));
    }

    [Theory]
    [InlineData(Relation.AtLeast, null, 5.0)]
    [InlineData(Relation.AtMost, 5.0, null)]
    [InlineData(Relation.Between, 5.0, 3.0)]
    [InlineData(Relation.Between, 3.0, null)]
    [InlineData(Relation.Exact, null, null)]
    [InlineData(Relation.AtMost, null, -1.0)]
    public void AClaimWithoutItsNumbersCannotBeTold(Relation relation, double? low, double? high) =>
        Assert.Equal(Answer.CannotTell, Check("4", relation, (decimal?)low, (decimal?)high));

    [Fact]
    public void AFractionIsComparedExactly() => Assert.Equal(Answer.Fails, Check("2", Relation.Between, 2.0000001m, 3));

    private static Answer Check(string value, Relation relation, decimal? low, decimal? high)
    {
        Assert.True(Quantity.TryParse(value, out var quantity, out _));
        var claim = new Claim("c", "su7", "", "", Some.Day, "m", relation, low, high, Some.Day, "");
        return Metrics.Claimed(claim) is { } claimed ? ClaimCheck.Check(quantity, relation, claimed) : Answer.CannotTell;
    }
}
