using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What is said once for all cells that are typed.</summary>
public sealed record BatchFields
{
    /// <summary>Typing over another source's figure states another.</summary>
    public const string Statement = "statement";
    /// <summary>Typing over another source's figure corrects it.</summary>
    public const string Correction = "correction";

    /// <summary>The id of the source.</summary>
    public string Source { get; set; } = "";
    /// <summary>The publication day, as it was typed.</summary>
    public string Published { get; set; } = "";
    /// <summary>What typing over a figure of another source means: one of the words above; empty until it is asked.</summary>
    public string Others { get; set; } = "";
    /// <summary>Why published figures change, one of <see cref="ChangeReason.All"/>.</summary>
    public string Reason { get; set; } = "";
    /// <summary>The words to it.</summary>
    public string Words { get; set; } = "";
    /// <summary>What is typed of a new source; null while none is added.</summary>
    public SourceFields? NewSource { get; set; }

    /// <summary>Chooses a source. Its day is that of its figures, unless another is typed.</summary>
    public void Choose(string id, IEnumerable<Source> sources)
    {
        Source = id;
        if (Published.Length == 0 && sources.FirstOrDefault(s => s.Id == id)?.PublishedOn is { } day)
        {
            Published = day.Iso();
        }
    }

    /// <summary>Chooses a source that was just added. Its day, where one was typed, takes the place of the one before.</summary>
    public void Take(SourceFields added, IEnumerable<Source> sources)
    {
        if (added.Published.Length > 0)
        {
            Published = "";
        }
        Choose(added.ToSource().Id, sources);
    }

    /// <summary>
    /// What is left once the cells are saved: the next ones probably come from the same source on the same day, and a new source that is
    /// being typed stays.
    /// </summary>
    public BatchFields Next() => new() { Source = Source, Published = Published, NewSource = NewSource };
}
