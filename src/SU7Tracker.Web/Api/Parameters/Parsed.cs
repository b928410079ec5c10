namespace SU7Tracker.Web.Api;

/// <summary>A value that was read from a text, or what is wrong with the text.</summary>
internal readonly record struct Parsed<T>(T Value, string? Wrong = null)
{
    public static Parsed<T> Failed(string wrong) => new(default!, wrong);
}
