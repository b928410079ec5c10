using System.Text;
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
