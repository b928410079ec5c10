using System.Text;
using MiniExcelLibs;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class SheetReaderTests
{
    private const string Text = "周次\t上险量\n2024第15周\t2394\n";

    public static TheoryData<string> Encodings => ["utf-8", "utf-8 with mark", "utf-16", "utf-16 without mark", "utf-16BE", "gb18030"];

    [Theory, MemberData(nameof(Encodings))]
    public void ATextIsReadWhateverItsEncoding(string encoding)
    {
        byte[] bytes = encoding switch
        {
            "utf-8" => Encoding.UTF8.GetBytes(Text),
            "utf-8 with mark" => [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Text)],
            "utf-16" => [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Text)],
            "utf-16 without mark" => Encoding.Unicode.GetBytes(Text),
            "utf-16BE" => [.. Encoding.BigEndianUnicode.Preamble, .. Encoding.BigEndianUnicode.GetBytes(Text)],
            _ => CodePagesEncodingProvider.Instance.GetEncoding("gb18030")!.GetBytes(Text),
        };
        var sheet = SheetReader.Read(bytes);
        Assert.Equal(["周次", "上险量"], sheet.Header);
        Assert.Equal(["2024第15周", "2394"], Assert.Single(sheet.Rows).Cells);
    }

    [Theory]
    [InlineData("Week,Built\n2024-W15,\"2,394\"\n")]
    [InlineData("Week;Built\n2024-W15;2,394\n")]
    [InlineData("Week\tBuilt\n2024-W15\t2,394\n")]
    [InlineData("Week|Built\r\n2024-W15|2,394")]
    public void TheSeparatorIsFound(string text) => Assert.Equal(["2024-W15", "2,394"], Read(text).Rows[0].Cells);

    [Fact]
    public void ALineBreakWithinACellBeginsNoRow()
    {
        var sheet = Read("\"周次\nWeek\",\"上险量\nInsured\",Note\n\n2024-W15,2394,\"first\nweek\"\n2024-W16,3000,\n");
        Assert.Equal(["周次 Week", "上险量 Insured", "Note"], sheet.Header);
        Assert.Equal([3, 4], sheet.Rows.Select(r => r.Line));
        Assert.Equal("first\nweek", sheet.Rows[0].Cell(2));
    }

    [Fact]
    public void ATitleIsPassedOverAndMergedHeadingsAreJoined()
    {
        var sheet = Read("Weekly list of CnEVPost,,,\n,Orders,,Deliveries\nWeek,locked,refundable,to date\n2024-W15,4,5,6\n");
        Assert.Equal(["Week", "Orders locked", "Orders refundable", "Deliveries to date"], sheet.Header);
        Assert.Equal(4, Assert.Single(sheet.Rows).Line);
    }

    [Fact]
    public void CellsPastedWithoutAHeadingHaveNone()
    {
        var sheet = Read("2024-W15\t2394\n2024-W16\t3000\n");
        Assert.False(sheet.HasHeader);
        Assert.Equal(2, sheet.Rows.Count);
    }

    [Fact]
    public void AWorkbookIsReadWithItsDaysAndOtherSheetsNamed()
    {
        using var stream = new MemoryStream();
        stream.SaveAs(new Dictionary<string, object>
        {
            ["Weekly"] = new[]
            {
                new Dictionary<string, object> { ["Date"] = new DateTime(2024, 4, 14), ["Built"] = 2394, ["Note"] = "one\ntwo" },
                new Dictionary<string, object> { ["Date"] = new DateTime(2024, 4, 21), ["Built"] = 2500.5, ["Note"] = "" },
            },
            ["Notes"] = new[] { new Dictionary<string, object> { ["Text"] = "by hand" } },
        });
        var sheet = SheetReader.Read(stream.ToArray());
        Assert.Equal(["Date", "Built", "Note"], sheet.Header);
        Assert.Equal(["2024-04-14", "2394", "one\ntwo"], sheet.Rows[0].Cells);
        Assert.Equal("2500.5", sheet.Rows[1].Cell(1));
        Assert.Equal((2, "Notes"), (sheet.Rows[0].Line, sheet.NotRead));
    }

    [Theory]
    [InlineData("PK\u0003\u0004 no workbook", "BrokenWorkbook")]
    [InlineData("", "NoRows")]
    [InlineData("only a heading", "NoRows")]
    public void WhatIsNoTableIsSaid(string text, string code) =>
        Assert.Equal(code, Assert.Throws<UnreadableSheetException>(() => Read(text)).Trouble.Code);

    [Fact]
    public void AListOfAPostIsReadAsNamesAndCounts()
    {
        var sheet = Read("Week 15 registrations: Onvo L60 2,530, Model 3 1.2万，小米SU7 约2400辆;\n1. Zeekr 001 5,000\nand thanks");
        Assert.Equal(
            [("Onvo L60", "2,530"), ("Model 3", "1.2万"), ("小米SU7", "约2400"), ("Zeekr 001", "5,000")],
            sheet.Rows.Select(r => (r.Cell(0), r.Cell(1))));
        Assert.Contains("and thanks", sheet.NotRead, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Model,Count\nNio,2530\nXpeng,1090\n")]
    [InlineData("Week,Built\nW15 2024,2394\nW16 2024,2394\n")]
    public void ATableIsNoListOfNames(string text) => Assert.True(Read(text).HasHeader);

    private static Sheet Read(string text) => SheetReader.Read(Encoding.UTF8.GetBytes(text));
}
