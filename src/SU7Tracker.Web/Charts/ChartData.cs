using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Charts;

/// <summary>What a chart shows, in the words of the product. How it is drawn is known to <c>wwwroot/charts.js</c> alone.</summary>
/// <param name="Title">What is shown: a name, or better the answer.</param>
/// <param name="Unit">What the vertical axis counts.</param>
/// <param name="Marks">What is drawn, the lowest layer first.</param>
public sealed record ChartData(string Title, string Unit, IReadOnlyList<ChartMark> Marks)
{
    /// <summary>Digits after the point.</summary>
    public int Decimals { get; init; }
    /// <summary>What the horizontal axis counts where it is not time: full weeks since a day, and the like.</summary>
    public string? Across { get; init; }
    /// <summary>The highest value of the vertical axis; null for the chart's own choice.</summary>
    public decimal? Ceiling { get; init; }
    /// <summary>The days that the horizontal axis shows; null for those of the marks.</summary>
    public Period? Days { get; init; }
    /// <summary>Dated events.</summary>
    public IReadOnlyList<ChartMilestone> Milestones { get; init; } = [];
    /// <summary>Stretches of the horizontal axis that stand out, such as days of which nothing is known.</summary>
    public IReadOnlyList<ChartRegion> Regions { get; init; } = [];
    /// <summary>Where the numbers come from, for exports.</summary>
    public string Sources { get; init; } = "";

    /// <summary>Whether the legend explains every look, also those that do not occur.</summary>
    public bool EveryLook { get; init; }

    /// <summary>Whether there is nothing to draw.</summary>
    public bool IsEmpty => Marks.All(m => m.Points.Count == 0);

    /// <summary>The chart in one sentence, for those who do not see it.</summary>
    public string Description
    {
        get
        {
            var points = Marks.SelectMany(m => m.Points).ToList();
            return points.Count == 0 ? ChartTexts.DescriptionEmpty.With(Title) : ChartTexts.Description.With(
                Title, Unit,
                Across ?? new Period(points.Min(p => p.Period.Start), points.Max(p => p.Period.End)).Display(),
                string.Join(", ", Marks.Where(m => m.Name.Length > 0).Select(m => m.Name).Distinct()));
        }
    }

    /// <summary>The looks that occur, in the order of the legend.</summary>
    public IReadOnlyList<ChartLook> Looks => EveryLook && !IsEmpty ? Enum.GetValues<ChartLook>() :
        [.. Marks.Where(m => m.Kind is MarkKind.Bars or MarkKind.Points).SelectMany(m => m.Points).Select(p => p.Look).Distinct().Order()];
}

/// <summary>How a mark is drawn.</summary>
public enum MarkKind
{
    /// <summary>A bar for each period in one of the seven looks.</summary>
    Bars,
    /// <summary>A line from point to point that breaks where nothing is known.</summary>
    Line,
    /// <summary>What the record allows: from the lower bounds to the upper ones, straight between points.</summary>
    Band,
    /// <summary>
    /// The same of a cumulative count: between two points the lower bound of the first and the upper bound of the second.
    /// </summary>
    StepBand,
    /// <summary>A line that keeps its value up to the next point, such as a target.</summary>
    Steps,
    /// <summary>Symbols with whiskers.</summary>
    Points,
    /// <summary>For each period its lower and upper bound as two lines over all its days, with its text.</summary>
    Stretches,
}

/// <summary>One thing on a chart.</summary>
/// <param name="Key">Names it in exports and addresses.</param>
/// <param name="Name">Names it to the reader; empty where another mark of the same name stands in the legend.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Colour">Which of the theme's chart colours, from 1; see <see cref="ChartColour"/>.</param>
/// <param name="Points">In the order of the horizontal axis.</param>
public sealed record ChartMark(string Key, string Name, MarkKind Kind, int Colour, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Drawn with dashes: an estimate.</summary>
    public bool Dashed { get; init; }
    /// <summary>Whether each point writes its value while there is room.</summary>
    public bool Labelled { get; init; }
    /// <summary>Whether a line says by a small × where it breaks.</summary>
    public bool Crosses { get; init; }
    /// <summary>The count behind its points, from which exports name sources and laws; null where it says nothing of its own.</summary>
    public Curve? Counted { get; init; }
    /// <summary>The record of that count; null for that of the page's vehicle.</summary>
    public FamilyHistory? Family { get; init; }
    /// <summary>Whether a line has no symbols on it.</summary>
    public bool Plain { get; init; }
    /// <summary>What stands at the end of a line, in place of a legend.</summary>
    public string? EndLabel { get; init; }
    /// <summary><c>circle</c>, <c>rect</c>, <c>triangle</c> or <c>diamond</c>.</summary>
    public string Symbol { get; init; } = "circle";
}

/// <summary>How well a value is known; each is drawn in its own way, none told apart by colour alone.</summary>
public enum ChartLook
{
    /// <summary>Known exactly.</summary>
    Exact,
    /// <summary>Published as a rounding.</summary>
    Rounded,
    /// <summary>A best estimate between bounds.</summary>
    Estimated,
    /// <summary>Bounds without an estimate.</summary>
    Bounded,
    /// <summary>Its period is not over, or not all its days are covered.</summary>
    Partial,
    /// <summary>Nothing is known.</summary>
    Missing,
    /// <summary>Exactly nothing.</summary>
    Zero,
}

/// <summary>One value of a mark.</summary>
/// <param name="Period">The days that it covers; one day for a count up to the end of it.</param>
/// <param name="Value">The value with its bounds.</param>
public sealed record ChartPoint(Period Period, Quantity Value)
{
    /// <summary>How well it is known.</summary>
    public ChartLook Look { get; init; } = LookOf(Value);
    /// <summary>What the reader calls it; the days where it is null.</summary>
    public string? Title { get; init; }
    /// <summary>What is written at it, in place of its value.</summary>
    public string? Label { get; init; }
    /// <summary>Whether a band is drawn pale up to it, because the bounds there are too wide to help.</summary>
    public bool Pale { get; init; }
    /// <summary>What stands below its bar.</summary>
    public string? Tick { get; init; }
    /// <summary>What is said below its value: sources, laws, days counted so far.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
    /// <summary>Its value as it is written, where a quantity alone does not say it: a change with its sign.</summary>
    public string? Text { get; init; }
    /// <summary>Drawn without its bounds, which a band of a longer stretch shows.</summary>
    public bool Bare { get; init; }
    /// <summary>What opens beside the page when it is pressed, as <see cref="Layout.ViewState.Open"/> writes it.</summary>
    public string? Open { get; init; }
    /// <summary>Its place where the horizontal axis is not time.</summary>
    public (double From, double To)? Across { get; init; }

    /// <summary>How well a quantity is known.</summary>
    public static ChartLook LookOf(Quantity value, bool partial = false) =>
        value.IsVacuous() ? ChartLook.Missing
        : partial ? ChartLook.Partial
        : value.IsZero ? ChartLook.Zero
        : value.IsExact ? ChartLook.Exact
        : value.Qualifier == Qualifier.About ? ChartLook.Rounded
        : value.Estimate is not null ? ChartLook.Estimated
        : ChartLook.Bounded;
}

/// <summary>A dated event, drawn as a flag with its name.</summary>
/// <param name="On">Where it is drawn.</param>
/// <param name="Name">Its name, short.</param>
/// <param name="Text">When it was and what happened.</param>
public sealed record ChartMilestone(DateOnly On, string Name, string Text);

/// <summary>A stretch of the horizontal axis that stands out.</summary>
/// <param name="Days">Its days.</param>
/// <param name="Text">What is said of it.</param>
/// <param name="Kind"><c>unknown</c> (hatched), <c>reached</c>, <c>chosen</c> or <c>said</c> (text alone).</param>
public sealed record ChartRegion(Period Days, string Text, string Kind);

/// <summary>The theme's chart colours: of a measure the same one on every chart.</summary>
public static class ChartColour
{
    /// <summary>Deliveries.</summary>
    public const int Deliveries = 1;
    /// <summary>Orders, registrations and what else stands beside deliveries.</summary>
    public const int Beside = 2;
    /// <summary>Backlog and waits.</summary>
    public const int Backlog = 3;
    /// <summary>Production.</summary>
    public const int Production = 4;
    /// <summary>A fifth and a sixth vehicle or series.</summary>
    public const int Fifth = 5, Sixth = 6;

    /// <summary>The colour of a measure.</summary>
    public static int Of(Measure measure) => measure switch
    {
        Measure.Deliveries => Deliveries,
        Measure.Production => Production,
        _ => Beside,
    };
}
