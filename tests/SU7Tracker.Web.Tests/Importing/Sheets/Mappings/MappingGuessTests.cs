using System.Text;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Tests.Importing.Sheets;

public class MappingGuessTests
{
    [Theory]
    [InlineData("周次,上险量,累计锁单,累计交付,发布,备注\n2024第15周,1,2,3,16/04/2024,x\n",
        "SeriesAcross", "Week registrations.insured:in_period orders.locked:cumulative deliveries.delivered:cumulative Published Note")]
    [InlineData("Month,Model,Deliveries,Published on,Source\nApr 2024,SU7,7058,2024-05-01,s\n",
        "FigurePerRow", "Month Vehicle deliveries.delivered:in_period Published Source")]
    [InlineData("Model,2024-04,2024-05\nSU7,7058,8630\n", "TimeAcross", "Vehicle Count Count")]
    [InlineData("Series,2024-W15,2024-W16,Note\nregistrations,1,2,x\nproduction,3,4,y\n", "TimeAcross", "Series Count Count Note")]
    [InlineData("2024-W15\t2394\n2024-W16\t3000\n", "FigurePerRow", "Week Count")]
    [InlineData("Onvo L60 2530, Model 3 1090", "FigurePerRow", "Vehicle Count")]
    [InlineData("End of week,Units,Colour\n2024-04-14,1,red\n", "FigurePerRow", "Week Count None")]
    [InlineData("Date,Delivery total,Delivery date\n2024-04-14,1,2024-04-15\n", "FigurePerRow", "Day deliveries.delivered:cumulative None")]
    public void HeadingsAndCellsSayWhatTheColumnsAre(string text, string layout, string columns)
    {
        var mapping = MappingGuess.Of(SheetReader.Read(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(columns, string.Join(' ', mapping.Columns));
        Assert.Equal(layout, mapping.Layout.ToString());
    }

    [Fact]
    public void AUseIsReadAsItIsWritten() =>
        Assert.All(
            Counted.Usual.Select(c => new ColumnUse(Field.Count, c)).Concat(Enum.GetValues<Field>().Select(f => new ColumnUse(f))),
            use => Assert.Equal(use, ColumnUse.Parse(use.ToString())));
}
