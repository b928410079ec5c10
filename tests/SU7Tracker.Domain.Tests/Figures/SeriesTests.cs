using SU7Tracker.Domain.Tests.Support;

namespace SU7Tracker.Domain.Tests;

public class SeriesTests
{
    [Theory]
    [InlineData("su7", true)]
    [InlineData("model-3", true)]
    [InlineData("3_series", true)]
    [InlineData("", false)]
    [InlineData("-su7", false)]
    [InlineData("SU7", false)]
    [InlineData("su 7", false)]
    [InlineData("su7\n", false)]
    [InlineData("苏", false)]
    public void AKeyIsOfLowerCaseLettersDigitsAndDashes(string text, bool isKey) => Assert.Equal(isKey, Series.IsKey(text));

    [Fact]
    public void AKeyHasItsLimit()
    {
        Assert.True(Series.IsKey(new string('a', Series.MaxKeyLength)));
        Assert.False(Series.IsKey(new string('a', Series.MaxKeyLength + 1)));
    }

    [Fact]
    public void PlansAndExpectationsAreNotCounts()
    {
        Assert.True((Some.Series with { Basis = Series.Target }).IsPlan && (Some.Series with { Basis = Series.Expected }).IsPlan);
        Assert.False(Some.Series.IsPlan);
    }
}
