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
