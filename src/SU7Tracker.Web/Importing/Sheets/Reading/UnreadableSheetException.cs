namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Tells that no table can be read from a file.</summary>
/// <param name="code">The end of the key of the text that says why.</param>
/// <param name="arguments">What the text names.</param>
internal sealed class UnreadableSheetException(string code, params object[] arguments) : Exception(code)
{
    /// <summary>Why, in the words of a page.</summary>
    public Trouble Trouble { get; } = new(code, arguments);
}
