using SU7Tracker.Domain;

namespace SU7Tracker.Web.Tests.Support;

/// <summary>Makes vehicles of which a test says only what it is about.</summary>
internal static class Some
{
    public const string Slug = "su7";
    public static readonly DateOnly Today = new(2024, 12, 31);
    public static readonly Series Built = new(Slug, Measure.Production, Series.Built);
    public static readonly Series Locked = new(Slug, Measure.Orders, Series.Locked);
    public static readonly Series Delivered = new(Slug, Measure.Deliveries, Series.Delivered);
    public static readonly Series Insured = new(Slug, Measure.Registrations, Series.Insured);
    public static readonly Series Target = new(Slug, Measure.Deliveries, Series.Target);

    public static DateOnly Day(int month, int day) => new(2024, month, day);

    public static Figure In(
        Series series,
        DateOnly start,
        DateOnly end,
        Quantity quantity,
        string source = "press",
        DateOnly? published = null
    ) => new(FigureKey.InPeriod(series, new(start, end)), quantity, published, source);

    public static Figure UpTo(Series series, DateOnly end, Quantity quantity, string source = "press", DateOnly? published = null) =>
        new(FigureKey.Cumulative(series, end), quantity, published, source);

    public static VehicleHistory History(params Figure[] figures) =>
        new FamilyHistory(
            [new(Slug, "SU7", "Xiaomi", Day(3, 28)) { NameZh = "小米 SU7" }],
            7,
            figures,
            [
                new("press", "What the press says", "The Press", "https://press.example/su7", null, Grade.B),
                new("blog", "What a blog says", "A Blog", "javascript:alert(1)", null, Grade.D),
            ],
            [
                new(Slug, Day(4, 3), DatePrecision.Day, "SU7", "first deliveries", "press") { SubjectZh = "SU7", EventZh = "首批交付" },
                new(Slug, Day(6, 1), DatePrecision.Month, "SU7", "double shift", "press"),
            ],
            [
                new(
                    "three-to-five",
                    Slug,
                    "three to five times what was expected",
                    "the CEO",
                    Day(4, 18),
                    "demand-vs-expectation",
                    Relation.Between,
                    3,
                    5,
                    Day(4, 18),
                    "press")
                {
                    StatementZh = "是预期的三到五倍",
                },
            ],
            [],
            []
        ).Find(Slug)!;

    public static Snapshot Snapshot(params Figure[] figures) => History(figures).AsOf(Today);

    /// <summary>The record of the article of 18 April 2024.</summary>
    public static Snapshot Article { get; } = Snapshot(
        In(Built, Day(4, 8), Day(4, 14), Quantity.Exact(2_394)),
        UpTo(Locked, Day(4, 3), Quantity.AtLeast(40_000)));
}
