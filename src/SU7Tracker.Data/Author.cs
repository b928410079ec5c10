namespace SU7Tracker.Data;

/// <summary>Who records something; kept with every change.</summary>
/// <param name="Id">
/// The id of an account, whose name is looked up where it is shown; of what is recorded without one the name itself.
/// </param>
public sealed record Author(string Id)
{
    /// <summary>The longest id or name, in characters.</summary>
    public const int MaxLength = 256;

    // A name that is too long is cut, so that it never prevents a write.
    internal string Recorded => Id.Length <= MaxLength ? Id : Id[..MaxLength];
}
