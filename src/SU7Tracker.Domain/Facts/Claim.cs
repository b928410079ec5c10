namespace SU7Tracker.Domain;

/// <summary>Something said in public about a number, to be held against the record.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Vehicle">The slug of the vehicle it is about.</param>
/// <param name="Statement">What was said.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="StatedOn">The day it was said.</param>
/// <param name="Metric">The key of the metric it is about; one that the tracker does not derive cannot be told.</param>
/// <param name="Relation">How the metric is said to compare.</param>
/// <param name="Low">The lower number said, when there is one.</param>
/// <param name="High">The upper number said, when there is one.</param>
/// <param name="At">The day it is about.</param>
/// <param name="Source">The id of the source.</param>
public sealed record Claim(
    string Id,
    string Vehicle,
    string Statement,
    string Speaker,
    DateOnly StatedOn,
    string Metric,
    Relation Relation,
    decimal? Low,
    decimal? High,
    DateOnly At,
    string Source)
{
    /// <summary>What was said, in Chinese; may be empty.</summary>
    public string StatementZh { get; init; } = "";
}
