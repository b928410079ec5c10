using System.Text;
using MiniExcelLibs;
using SU7Tracker.Domain;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class QuestionsTests
{
    private static readonly Sheet Weekly = SheetReader.Read(Encoding.UTF8.GetBytes(
        "Week,Insured,Published\n2024-W14,1.091,10/04/2024\n2024-W15,2.394,16/04/2024\n2024-W18,1.234.567,07/05/2024\n"));

    [Fact]
    public void AColumnOfDaysIsAskedAboutAlthoughACellSettlesIt()
    {
        var question = Assert.Single(Questions.Of(Weekly, MappingGuess.Of(Weekly)), q => q.Column == 2);
        Assert.Equal(("10/04/2024", 2, null), (question.Example, question.Cells, question.Chosen));
        Assert.Equal([new DateOnly(2024, 4, 10), new DateOnly(2024, 10, 4)], question.Readings.Select(r => r.Reading));
        Assert.Equal([("Agrees", 1), ("InOrder", 2)], question.Readings[0].Evidence.Select(e => (e.Code, (int)e.Arguments[0])));
        Assert.DoesNotContain(question.Readings[1].Evidence, e => e.Code == "Agrees");
    }

    [Fact]
    public void FiguresThatWouldBePublishedTooEarlySpeakAgainstAReading()
    {
        var sheet = SheetReader.Read(
            Encoding.UTF8.GetBytes("Week,Insured,Published\n2024-W14,1,10/04/2024\n2024-W18,2,07/05/2024\n2024-W22,3,04/06/2024\n"));
        var question = Assert.Single(Questions.Of(sheet, MappingGuess.Of(sheet)));
        Assert.Equal(1, question.Readings[1].Evidence.Single(e => e.Code == "BeforeEnd").Arguments[0]);
        Assert.DoesNotContain(question.Readings[0].Evidence, e => e.Code == "BeforeEnd");
    }

    // Typed with the day first, read by a spreadsheet that reads the month first: it left 16/04/2024 as a text and swapped the others.
    private static readonly Sheet Swapped = Workbook(
        ("2024-W14", new DateTime(2024, 10, 4)),
        ("2024-W15", "16/04/2024"),
        ("2024-W16", "23/04/2024"),
        ("2024-W18", new DateTime(2024, 7, 5)));

    [Fact]
    public void DaysThatASpreadsheetMayHaveReadTheWrongWayRoundAreAskedAboutAndReadAsAnswered()
    {
        var mapping = MappingGuess.Of(Swapped) with { Vehicle = "su7", Source = "list" };
        var question = Assert.Single(Questions.Of(Swapped, mapping));
        Assert.Equal((2, "2024-10-04", 2), (question.Column, question.Example, question.Cells));
        Assert.Equal(["AsTheyStand", "Exchanged"], question.Readings.Select(r => r.Value));
        Assert.Equal([new DateOnly(2024, 10, 4), new DateOnly(2024, 4, 10)], question.Readings.Select(r => r.Reading));
        Assert.Contains(question.Readings[1].Evidence, e => e is { Code: "LeftAsText", Arguments: [2, "16/04/2024"] });
        Assert.Contains(question.Readings[1].Evidence, e => e is { Code: "InOrder", Arguments: [3, 3] });
        Assert.Contains(question.Readings[0].Evidence, e => e is { Code: "InOrder", Arguments: [2, 3] });

        Assert.Equal(["DateAsked", null, null, "DateAsked"], Figures(Swapped, mapping).Select(i => i.Trouble?.Code));
        mapping = mapping with { Days = mapping.Days.SetItem(2, DayUse.Exchanged) };
        Assert.Equal("Exchanged", Assert.Single(Questions.Of(Swapped, mapping)).Chosen);
        Assert.Equal(
            ["2024-04-10", "2024-04-16", "2024-04-23", "2024-05-07"],
            Figures(Swapped, mapping).Select(i => $"{i.Draft!.PublishedOn:O}"));
        mapping = mapping with { Days = mapping.Days.SetItem(2, DayUse.AsTheyStand) };
        Assert.Equal("2024-10-04", $"{Figures(Swapped, mapping).First().Draft!.PublishedOn:O}");
    }

    [Fact]
    public void DaysOfAWorkbookThatNothingSpeaksAgainstAreTakenAsTheyStand()
    {
        var sound = Workbook(
            ("2024-W14", new DateTime(2024, 4, 10)), ("2024-W15", new DateTime(2024, 4, 16)), ("2024-W18", new DateTime(2024, 5, 7)));
        Assert.Empty(Questions.Of(sound, MappingGuess.Of(sound)));
        // All of them days, but out of order unless they are exchanged, and one before its week had ended.
        var early = Workbook(
            ("2024-W14", new DateTime(2024, 4, 10)), ("2024-W18", new DateTime(2024, 7, 5)), ("2024-W22", new DateTime(2024, 4, 6)));
        Assert.Contains(
            Assert.Single(Questions.Of(early, MappingGuess.Of(early))).Readings[0].Evidence,
            e => e is { Code: "BeforeEnd", Arguments: [1] });
    }

    private static IEnumerable<ImportItem> Figures(Sheet sheet, Mapping mapping) =>
        new SheetFigures(sheet, mapping, new([new("su7", "SU7", "Xiaomi", null)], [], [new("list", "List", "", "", null, Grade.B)])).All();

    private static Sheet Workbook(params (string Week, object Published)[] rows)
    {
        using var stream = new MemoryStream();
        stream.SaveAs(rows.Select((r, i) =>
            new Dictionary<string, object> { ["Week"] = r.Week, ["Insured"] = 1000 + i, ["Published"] = r.Published }));
        return SheetReader.Read(stream.ToArray());
    }

    [Fact]
    public void AColumnOfCountsIsAskedAboutItsPoints()
    {
        var question = Assert.Single(Questions.Of(Weekly, MappingGuess.Of(Weekly)), q => q.Column == 1);
        Assert.Equal(["Groups", "Decimals"], question.Readings.Select(r => r.Value));
        Assert.Contains(question.Readings[0].Evidence, e => e is { Code: "Agrees", Arguments: [1, "1.234.567"] });
        Assert.Contains(question.Readings[1].Evidence, e => e is { Code: "NoWholeCars", Arguments: [2] });
    }

    [Fact]
    public void AnAnswerIsKeptAndColumnsThatAreNotImportedAreNotAskedAbout()
    {
        var mapping = MappingGuess.Of(Weekly);
        mapping = mapping with
        {
            Orders = mapping.Orders.SetItem(2, DateOrder.DayFirst), Columns = mapping.Columns.SetItem(1, ColumnUse.None),
        };
        Assert.Equal("DayFirst", Assert.Single(Questions.Of(Weekly, mapping)).Chosen);
    }
}
