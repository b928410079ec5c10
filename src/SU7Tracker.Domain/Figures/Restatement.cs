namespace SU7Tracker.Domain;

/// <summary>What one source said of some days, and what was said of them later.</summary>
/// <param name="First">What was said first.</param>
/// <param name="Later">What was said later, by the same source or another.</param>
public sealed record Restatement(Figure First, Figure Later)
{
    /// <summary>Whether the same source says it, in place of what it had said.</summary>
    public bool IsRevision => First.Source == Later.Source;
    /// <summary>By how much the two differ, in units; null where one of them has no upper bound or takes back.</summary>
    public Quantity? Size =>
        Later.Withdrawn || First.Quantity.High is null || Later.Quantity.High is null ? null : Later.Quantity - First.Quantity;

    /// <summary>The same in per cent of what was said first; null where that may be zero.</summary>
    public Quantity? Share => Size is null ? null : Metrics.Change(Later.Quantity, First.Quantity);
    /// <summary>How many days later it became known.</summary>
    public int Delay => Later.KnownOn.DayNumber - First.KnownOn.DayNumber;
    /// <summary>Whether both may be true.</summary>
    public bool Agrees => !Later.Withdrawn
        && (First.Quantity.High is not { } a || a >= Later.Quantity.Low) && (Later.Quantity.High is not { } b || b >= First.Quantity.Low);
}
