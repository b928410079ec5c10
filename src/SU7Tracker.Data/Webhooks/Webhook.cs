namespace SU7Tracker.Data;

/// <summary>An address that is told of changes.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Vehicle">The vehicle whose changes it is told of; empty for all.</param>
/// <param name="Address">Where to.</param>
/// <param name="ProtectedSecret">What signs the messages, encrypted.</param>
/// <param name="On">Whether it is told.</param>
/// <param name="CreatedAt">Since when it is there.</param>
/// <param name="CreatedBy">Who added it.</param>
/// <param name="Failures">How many attempts have failed since the last that did not.</param>
/// <param name="NextAttemptAt">Before this time nothing is sent.</param>
public sealed record Webhook(
    string Id,
    string Vehicle,
    string Address,
    string ProtectedSecret,
    bool On,
    DateTimeOffset CreatedAt,
    string CreatedBy,
    int Failures,
    DateTimeOffset NextAttemptAt)
{
    /// <summary>The longest encrypted secret, in characters.</summary>
    public const int MaxProtectedSecretLength = 2000;
}
