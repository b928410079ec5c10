namespace SU7Tracker.Domain;

/// <summary>When the figures of a series are expected: weekly by Tuesday, monthly by the 2nd.</summary>
/// <param name="Series">The series.</param>
/// <param name="Every">The periods that it is published for.</param>
/// <param name="By">How many days after the end of its period a figure is expected: 2 is Tuesday, or the 2nd.</param>
/// <param name="StartsOn">The day from which on figures are expected: of the period that holds it and of those after.</param>
/// <param name="Note">What else must be known; may be empty.</param>
public sealed record Rhythm(Series Series, Every Every, int By, DateOnly StartsOn, string Note = "")
{
    /// <summary>The most days that a figure may take.</summary>
    public const int MostDays = 366;

    /// <summary>The periods whose figures are expected by a day, in order.</summary>
    public IEnumerable<Period> Expected(DateOnly today)
    {
        for (var period = Holding(StartsOn); DueOn(period) <= today; period = Holding(period.End.AddDays(1)))
        {
            yield return period;
        }
    }

    /// <summary>The day by which the figure of a period is expected.</summary>
    public DateOnly DueOn(Period period) => period.End.AddDays(By);

    private Period Holding(DateOnly day) => Every == Every.Week ? Week.Of(day).Period : Month.Of(day).Period;
}
