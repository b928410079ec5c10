namespace SU7Tracker.Domain;

/// <summary>How long a buyer was told to wait.</summary>
/// <param name="Vehicle">The slug of the vehicle.</param>
/// <param name="Trim">The trim; empty for all or unnamed.</param>
/// <param name="StatedOn">The day on which it was quoted.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">Weeks or months.</param>
/// <param name="PublishedOn">The day it became public, when stated.</param>
/// <param name="Source">The id of the source.</param>
/// <param name="Note">What else the source says; may be empty.</param>
public sealed record QuotedWait(
    string Vehicle,
    string Trim,
    DateOnly StatedOn,
    Quantity Quantity,
    WaitUnit Unit,
    DateOnly? PublishedOn,
    string Source,
    string Note = "")
{
    /// <summary>The day it became known: its publication day, else the day on which it was quoted.</summary>
    public DateOnly KnownOn => PublishedOn ?? StatedOn;
}
