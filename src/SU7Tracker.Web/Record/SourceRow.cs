using SU7Tracker.Domain;

namespace SU7Tracker.Web.Record;

/// <summary>A source with how many figures of a vehicle it states.</summary>
public sealed record SourceRow(Source Source, int Figures);
