namespace SU7Tracker.Web.Importing;

/// <summary>What saving would make of a row.</summary>
public enum ImportResult
{
    /// <summary>It cannot be saved.</summary>
    Rejected,
    /// <summary>It would be kept, set aside or disputed.</summary>
    Disputed,
    /// <summary>It would follow what is on record.</summary>
    Revision,
    /// <summary>It would be the first of its key and source.</summary>
    New,
    /// <summary>It is on record already.</summary>
    Unchanged,
    /// <summary>Somebody has chosen not to save it.</summary>
    LeftOut,
}
