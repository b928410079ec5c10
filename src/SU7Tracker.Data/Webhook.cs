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

/// <summary>A change that a webhook is told of.</summary>
/// <param name="Version">Grows from change to change over the whole record.</param>
/// <param name="Vehicle">The slug of the vehicle; empty for what belongs to none.</param>
/// <param name="What">The kind of what has changed: <c>figures</c>, <c>vehicles</c> …</param>
/// <param name="Added">How many were added.</param>
/// <param name="Revised">How many were changed.</param>
/// <param name="RecordedAt">When.</param>
public sealed record ToldChange(long Version, string Vehicle, string What, int Added, int Revised, DateTimeOffset RecordedAt);

/// <summary>What is to be sent, and to whom; nobody else sends to it meanwhile.</summary>
public sealed record WebhookTask(Webhook Webhook, IReadOnlyList<ToldChange> Changes);

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
