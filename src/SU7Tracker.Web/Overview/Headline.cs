using SU7Tracker.Domain;

namespace SU7Tracker.Web.Overview;

/// <summary>A headline number: what it is, how well it is known, what it is compared with, and how it was computed.</summary>
/// <param name="Title">Its name.</param>
/// <param name="Metric">The number with its working.</param>
/// <param name="Compared">What it is compared with.</param>
public sealed record Headline(string Title, Metric Metric, string Compared)
{
    /// <summary>What stands behind the number; its unit where this is null.</summary>
    public string? Behind { get; init; }
    /// <summary>Whether what is compared is good news, bad news, or neither.</summary>
    public string Tone { get; init; } = "";
    /// <summary>What stands below, in place of its days.</summary>
    public string? Below { get; init; }
    /// <summary>Its formula, where the metric is none of the Domain's.</summary>
    public string? Formula { get; init; }
    /// <summary>Its course over time.</summary>
    public IReadOnlyList<Quantity> Course { get; init; } = [];
    /// <summary>The day of its last figure, where its series is stale.</summary>
    public DateOnly? StaleSince { get; init; }
    /// <summary>A fresher number of another basis, named beside it.</summary>
    public string? Fresher { get; init; }
}
