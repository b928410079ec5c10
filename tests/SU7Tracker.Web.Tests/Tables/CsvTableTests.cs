using System.Text;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Tests.Tables;

public sealed class CsvTableTests
{
    [Theory]
    [InlineData("=1+1")]
    [InlineData("+1+1")]
    [InlineData("-1+1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\tplain")]
    [InlineData("\rplain")]
    [InlineData("  =1+1")]
    [InlineData("\u00a0\u3000=1+1")]
    [InlineData("＝1+1")]
    [InlineData("＋1")]
    [InlineData(" －1+1")]
    [InlineData("＠SUM(A1)")]
    public void ACellThatASpreadsheetWouldRunIsWrittenAsText(string cell) =>
        Assert.Equal($"note\n\"'{cell}\"\n", Text(cell));

    [Theory]
    [InlineData("-5")]
    [InlineData("+5.25")]
    [InlineData("-1,234")]
    [InlineData("a=b")]
    [InlineData("≥ 40,000")]
    public void ANumberAndAPlainTextStayAsTheyAre(string cell) => Assert.DoesNotContain("'", Text(cell), StringComparison.Ordinal);

    [Fact]
    public void ANumberBelowZeroIsANumber() => Assert.Equal("note\n-12.5\n", Text(-12.5m));

    [Fact]
    public void ADayATimeAndAFlagAreWrittenForEveryLanguage() => Assert.Equal(
        "note\n2024-04-18\n2024-04-18T10:00:00.0000000Z\ntrue\n\"\"\n",
        Text(new DateOnly(2024, 4, 18), new DateTimeOffset(2024, 4, 18, 18, 0, 0, TimeSpan.FromHours(8)), true, null));

    private static string Text(params object?[] cells) =>
        Encoding.UTF8.GetString(CsvTable.Write([new Column<object?>("note", cell => cell)], cells));
}
