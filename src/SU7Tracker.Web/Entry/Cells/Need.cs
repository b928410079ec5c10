namespace SU7Tracker.Web.Entry.Cells;

/// <summary>What must be said of a cell before it can be saved.</summary>
public enum Need
{
    /// <summary>Nothing.</summary>
    None,
    /// <summary>A source.</summary>
    Source,
    /// <summary>A publication day of its own: the batch's is before its days end.</summary>
    OwnDay,
    /// <summary>That the publication day of the batch is a day.</summary>
    BatchDay,
    /// <summary>Whether it states another figure or corrects the one shown.</summary>
    Others,
    /// <summary>Which of several figures it corrects or withdraws.</summary>
    Which,
    /// <summary>Why a published figure changes.</summary>
    Reason,
    /// <summary>That something unusual is right.</summary>
    Acknowledgement,
}
