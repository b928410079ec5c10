namespace SU7Tracker.Data;

/// <summary>An attempt to tell a webhook.</summary>
/// <param name="At">When it began.</param>
/// <param name="Version">The version of the last change told; 0 of a test.</param>
/// <param name="Changes">How many changes were told.</param>
/// <param name="Attempt">The how manieth for these changes, from 1.</param>
/// <param name="Status">The status of the answer; null when there was none.</param>
/// <param name="Error">Why there was none; may be empty.</param>
/// <param name="Milliseconds">How long it took.</param>
public sealed record WebhookDelivery(
    DateTimeOffset At,
    long Version,
    int Changes,
    int Attempt,
    int? Status,
    string Error,
    int Milliseconds)
{
    /// <summary>The longest error, in characters.</summary>
    public const int MaxErrorLength = 500;

    /// <summary>Whether the receiver has taken it.</summary>
    public bool IsTaken => Status is >= 200 and < 300;
}
