using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>What became of a row.</summary>
public enum Result
{
    /// <summary>It is the first of its key, and of its source.</summary>
    New,
    /// <summary>It follows what was on record.</summary>
    Revision,
    /// <summary>It is on record already.</summary>
    Unchanged,
    /// <summary>It cannot be recorded, and with it nothing of what came along.</summary>
    Rejected,
}
