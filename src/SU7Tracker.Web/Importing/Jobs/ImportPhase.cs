namespace SU7Tracker.Web.Importing;

/// <summary>What an import is doing.</summary>
public enum ImportPhase
{
    /// <summary>It is kept in the database, and this instance has not read it yet.</summary>
    Kept,
    /// <summary>Its file is read.</summary>
    Reading,
    /// <summary>Its rows are checked against the record.</summary>
    Checking,
    /// <summary>It waits for its owner.</summary>
    Ready,
    /// <summary>Its rows are recorded.</summary>
    Saving,
    /// <summary>Its rows are on record.</summary>
    Saved,
    /// <summary>It was called off.</summary>
    Cancelled,
    /// <summary>It cannot be read.</summary>
    Failed,
}
