using SU7Tracker.Domain;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Entry.Cells;

public class GridChoiceTests
{
    private static readonly DateOnly Sunday = new(2024, 6, 2);

    [Fact]
    public void HalfAYearOfWeeksIsShownUpToThisOne()
    {
        var days = Of("/entry").Days;
        Assert.Equal((Sunday.AddDays(1 - (7 * 26)), Sunday), (days.Start, days.End));
    }

    [Fact]
    public void AWeekLongAgoStandsInTheMiddle()
    {
        var days = Of("/entry?week=2023-W10").Days;
        Assert.Equal((new DateOnly(2023, 3, 12).AddDays(7 * 13), 182), (days.End, days.Days));
    }

    [Fact]
    public void EarlierAndLaterDaysAreAddedToThoseShown()
    {
        var choice = Of("/entry?from=2024-04-01&to=2024-04-28");
        Assert.Equal((new DateOnly(2024, 3, 4), new DateOnly(2024, 4, 28)), (choice.Earlier.From, choice.Earlier.To));
        Assert.Equal((new DateOnly(2024, 4, 1), new DateOnly(2024, 5, 26)), (choice.Later.From, choice.Later.To));
    }

    [Fact]
    public void RowsAndColumnsOfWhatIsTypedAreNeverOutOfSight()
    {
        var choice = Of("/entry?from=2024-04-01&to=2024-04-28&cols=orders.locked~");
        var record = new GridRecord(Some.History(), Sunday);
        TypedCell typed = new("2023-W02|production.built", "1", "", "");
        var columns = choice.Columns(record.History, [typed]);
        Assert.Equal(["orders.locked~", "production.built"], columns.Select(c => c.Id));
        Assert.Equal(
            ["2023-W02", "2024-W14", "2024-W15", "2024-W16", "2024-W17"], choice.Rows(record, columns, [], [typed]).Select(r => r.Id));
    }

    private static GridChoice Of(string address) => new(ViewState.Read(address), Sunday);
}
