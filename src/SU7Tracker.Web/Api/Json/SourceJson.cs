using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Who published, and how many figures of it are on record.</summary>
public sealed record SourceJson(string Id, string Title, string Publisher, string Url, DateOnly? PublishedOn, string Grade, long Figures)
{
    public static SourceJson Of(Source source, long figures) => new(
        source.Id, source.Title, source.Publisher, source.Url, source.PublishedOn, WireNames.Of(source.Grade), figures);
}
