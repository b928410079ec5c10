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

    /// <summary>What is left once the cells are saved: the next ones probably come from the same source on the same day.</summary>
    public BatchFields Next() => new() { Source = Source, Published = Published };
}
