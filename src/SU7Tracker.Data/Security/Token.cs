using System.Buffers.Text;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A token for the API, without its secret.</summary>
/// <param name="Id">Its key here.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Scope">What it allows.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="CreatedAt">Since when.</param>
/// <param name="RevokedAt">When it was revoked; null while it was not.</param>
public sealed record Token(string Id, string Name, TokenScope Scope, string Owner, DateTimeOffset CreatedAt, DateTimeOffset? RevokedAt)
{
    /// <summary>The id of the account that owns it; null for one that was made on the command line.</summary>
    public string? OwnerId { get; init; }
    /// <summary>The moment at which it expires; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }
    /// <summary>When it was last used, to a minute or two; null for never.</summary>
    public DateTimeOffset? LastUsedAt { get; init; }
    /// <summary>The id of the account that revoked it, or the name that a command ran under; empty where nobody is known.</summary>
    public string RevokedBy { get; init; } = "";
    /// <summary>Whether it is valid now.</summary>
    public bool IsGood { get; init; }
}
