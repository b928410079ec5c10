namespace SU7Tracker.Web.Entry.Cells;

/// <summary>How far a typed cell is from being saved.</summary>
public enum CellState
{
    /// <summary>It can be saved.</summary>
    Ready,
    /// <summary>It says what is on record already.</summary>
    Same,
    /// <summary>It cannot be read, and stays typed when the others are saved.</summary>
    Wrong,
    /// <summary>Something must be said of it first.</summary>
    Asks,
    /// <summary>Somebody has recorded something of it since typing began.</summary>
    Conflict,
}
