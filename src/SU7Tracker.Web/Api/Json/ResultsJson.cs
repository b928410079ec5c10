namespace SU7Tracker.Web.Api;

/// <summary>What became of every row.</summary>
public sealed record ResultsJson(bool DryRun, long New, long Revision, long Unchanged, long Rejected, IEnumerable<RowJson> Results);
