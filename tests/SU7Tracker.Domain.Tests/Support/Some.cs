namespace SU7Tracker.Domain.Tests.Support;

/// <summary>Values that a test does not care about, and short ways to write those that it does.</summary>
internal static class Some
{
    public static readonly Series Series = new("su7", Measure.Deliveries, Series.Delivered);
    public static readonly DateOnly Day = new(2024, 4, 8);   // a Monday
    public static readonly Week Week = Week.Of(Day);

    /// <summary>A day by its date.</summary>
    public static DateOnly On(string date) => DateOnly.ParseExact(date, "O");

    /// <summary>The days from one date to another.</summary>
    public static Period Days(string start, string end) => new(On(start), On(end));

    /// <summary>A published count of a period; the source's id is its grade.</summary>
    public static Figure In(Period period, Quantity quantity, DateOnly? publishedOn = null, Grade grade = Grade.A, Series? series = null) =>
        new(new(series ?? Series, Reading.InPeriod, period.Start, period.End), quantity, publishedOn, grade.ToString());

    /// <summary>A published count up to the end of a day; the source's id is its grade.</summary>
    public static Figure UpTo(
        DateOnly day,
        Quantity quantity,
        DateOnly? publishedOn = null,
        Grade grade = Grade.A,
        Series? series = null
    ) => new(new(series ?? Series, Reading.Cumulative, null, day), quantity, publishedOn, grade.ToString());

    /// <summary>The grade of a source whose id is its grade.</summary>
    public static Grade GradeOf(string source) => Enum.Parse<Grade>(source);

    /// <summary>The curve of some figures.</summary>
    public static Curve Curve(params IEnumerable<Figure> figures) => Domain.Curve.Of(figures, GradeOf)!;

    /// <summary>All that is on record for the SU7, of sources named by their grades.</summary>
    public static VehicleHistory History(IEnumerable<Figure> figures, params IEnumerable<Claim> claims) =>
        Family([new("su7", "SU7", "Xiaomi", On("2024-03-28"))], figures, claims).Find("su7")!;

    /// <summary>All that is on record for some vehicles, of sources named by their grades.</summary>
    public static FamilyHistory Family(IEnumerable<Vehicle> vehicles, IEnumerable<Figure> figures, params IEnumerable<Claim> claims) => new(
        vehicles, 1, figures, Enum.GetValues<Grade>().Select(g => new Source(g.ToString(), "", "", "", null, g)), [], claims, [], []);
}
