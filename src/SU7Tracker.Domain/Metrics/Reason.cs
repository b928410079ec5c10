using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>Why there is no number.</summary>
/// <param name="Code">The key of the text.</param>
/// <param name="Arguments">What the text names.</param>
public sealed record Reason(string Code, params object[] Arguments)
{
    /// <summary>The text in the language of a reader.</summary>
    public string Text(CultureInfo culture) => Texts.Get($"Reason_{Code}", culture, Arguments);

    /// <summary>The text in English.</summary>
    public override string ToString() => Text(CultureInfo.InvariantCulture);
}
