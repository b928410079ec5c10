using SU7Tracker.Domain;
using SU7Tracker.Data;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>A figure of a foreign sheet, or a row of a file of the import format, and what saving would make of it.</summary>
public sealed class ImportItem
{
    /// <summary>The place of its row among those of the sheet.</summary>
    public required int Row { get; init; }
    /// <summary>The column of its count; -1 for a whole row.</summary>
    public int Column { get; init; } = -1;
    /// <summary>What would be recorded; null where it cannot be read, or is no figure.</summary>
    public FigureDraft? Draft { get; set; }
    /// <summary>What was counted, and when, as far as that can be read.</summary>
    public FigureKey? Key { get; init; }
    /// <summary>What saving would make of it.</summary>
    public ImportResult Result { get; set; }
    /// <summary>What is wrong with it.</summary>
    public Trouble? Trouble { get; set; }
    /// <summary>The column that is to be mended.</summary>
    public int TroubleColumn { get; set; } = -1;
    /// <summary>The revision that it would become, or that stands; 0 where that is not known.</summary>
    public int Revision { get; set; }

    /// <summary>Whether a further revision of a figure would be recorded.</summary>
    public bool IsRevision =>
        Draft is not null && (Result == ImportResult.Revision || (Result == ImportResult.Disputed && Revision > 1));
    /// <summary>Whether its reason was given for the import as a whole.</summary>
    public bool IsExplained { get; set; }

    /// <summary>The column that the list names.</summary>
    public int ShownColumn => Trouble is null ? Column : TroubleColumn;
}
