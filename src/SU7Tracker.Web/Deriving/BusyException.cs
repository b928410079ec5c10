namespace SU7Tracker.Web.Deriving;

/// <summary>Too much is derived at once; the caller is asked to try again.</summary>
public sealed class BusyException : Exception
{
    /// <summary>After how many seconds it is worth to try again.</summary>
    public const int RetryAfterSeconds = 2;
}
