using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Who published, and how many figures are on record under its id; whether it is another name of a source, and whether it is retired.
/// </summary>
public sealed record SourceJson(
    string Id,
    string Title,
    string Publisher,
    string Url,
    DateOnly? PublishedOn,
    string Grade,
    long Figures,
    string? AliasOf,
    bool Retired)
{
    public static SourceJson Of(Source source, long figures) => new(
        source.Id, source.Title, source.Publisher, source.Url, source.PublishedOn, WireNames.Of(source.Grade), figures,
        source.AliasOf.Length == 0 ? null : source.AliasOf, source.Retired);
}
