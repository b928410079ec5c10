using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Charts;

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
