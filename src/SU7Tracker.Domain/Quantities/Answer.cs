namespace SU7Tracker.Domain;

/// <summary>Whether a statement follows from what is known.</summary>
public enum Answer
{
    /// <summary>Every value that is possible satisfies it.</summary>
    Holds,
    /// <summary>No value that is possible satisfies it.</summary>
    Fails,
    /// <summary>Some do and some do not.</summary>
    CannotTell,
}
