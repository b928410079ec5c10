using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry;

/// <summary>What someone has typed so far of a new source.</summary>
public sealed record SourceFields
{
    public string Id { get; set; } = "";
    public string Title { get; set; } = "";
    public string Publisher { get; set; } = "";
    public string Url { get; set; } = "";
    public string Published { get; set; } = "";
    public Grade Grade { get; set; } = Grade.B;

    /// <summary>The source, as far as it is typed; the store says what is wrong with it.</summary>
    public Source ToSource() =>
        new(
            (Id ?? "").Trim(),
            (Title ?? "").Trim(),
            (Publisher ?? "").Trim(),
            (Url ?? "").Trim(),
            DayText.Read(Published),
            Grade);
}
