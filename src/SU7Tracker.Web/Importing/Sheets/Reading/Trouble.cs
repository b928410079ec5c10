using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Something wrong with a cell that a person can mend: what it is, and what to type instead.</summary>
/// <param name="Code">The end of the key of the text.</param>
/// <param name="Arguments">What the text names.</param>
public sealed record Trouble(string Code, params object[] Arguments)
{
    /// <summary>What the store says of it; then it has no text of its own.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Other texts for the cell that could be meant.</summary>
    public IReadOnlyList<string> Remedies { get; init; } = [];

    /// <summary>Returns what is wrong, in the language of the reader.</summary>
    public string Text() =>
        Problem?.Text(System.Globalization.CultureInfo.CurrentCulture)
        ?? ImportTexts.ResourceManager.GetString("Trouble_" + Code, System.Globalization.CultureInfo.CurrentUICulture)!.With(Arguments);
}
