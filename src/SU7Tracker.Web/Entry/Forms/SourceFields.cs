using System.Globalization;
using SU7Tracker.Data;
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

    /// <summary>The same with what the browser kept of its fields, by their names there.</summary>
    public SourceFields With(IReadOnlyDictionary<string, string> kept) => new()
    {
        Id = kept.GetValueOrDefault("NewSource.Id", Id),
        Title = kept.GetValueOrDefault("NewSource.Title", Title),
        Publisher = kept.GetValueOrDefault("NewSource.Publisher", Publisher),
        Url = kept.GetValueOrDefault("NewSource.Url", Url),
        Published = kept.GetValueOrDefault("NewSource.Published", Published),
        Grade = Grade,
    };

    /// <summary>The source, as far as it is typed; the store says what is wrong with it.</summary>
    public Source ToSource() =>
        new(
            (Id ?? "").Trim(),
            (Title ?? "").Trim(),
            (Publisher ?? "").Trim(),
            (Url ?? "").Trim(),
            DayText.Read(Published),
            Grade);

    /// <summary>Adds the source to the record, where it is new.</summary>
    /// <param name="store">The sources on record.</param>
    /// <param name="author">Who adds it.</param>
    /// <returns>What is wrong with it, by the names that the import format gives the fields; nothing once it is added.</returns>
    public async Task<IReadOnlyDictionary<string, string>> AddAsync(FactStore<Source> store, Author author)
    {
        var source = ToSource();
        // The store would take a known id as a change of that source.
        return (await store.AllAsync()).Any(s => s.Id == source.Id) ? Wrong("id", EntryTexts.SourceTaken)
            : Published.Length > 0 && source.PublishedOn is null ? Wrong("published_on", GridTexts.DayUnreadable.With(Published))
            : await store.SaveAsync(source, author) is { } problem ? Wrong(problem.Field, problem.Text(CultureInfo.CurrentCulture))
            : new Dictionary<string, string>();
    }

    private static Dictionary<string, string> Wrong(string field, string text) => new() { [field] = text };
}
