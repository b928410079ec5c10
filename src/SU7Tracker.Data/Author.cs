namespace SU7Tracker.Data;

/// <summary>Who records something; kept with every change.</summary>
/// <param name="Name">The name, as the log shows it.</param>
public sealed record Author(string Name)
{
    /// <summary>The longest name, in characters.</summary>
    public const int MaxLength = 256;

    // A name never stands in the way of a write: one that is too long is cut.
    internal string Recorded => Name.Length <= MaxLength ? Name : Name[..MaxLength];
}
