using System.Globalization;

namespace SU7Tracker.Domain;

/// <summary>Something a person can mend: which field is wrong, what is wrong with it, and what would be right.</summary>
/// <param name="Field">The name of the field as the import format writes it, such as <c>period_end</c>.</param>
/// <param name="Code">The key of the text in <c>Texts.resx</c>.</param>
/// <param name="Arguments">What the text names.</param>
public sealed record Problem(string Field, string Code, params object[] Arguments)
{
    /// <summary>The text in the language of the reader.</summary>
    public string Text(CultureInfo culture) => Texts.Get(Code, culture, Arguments);

    /// <summary>The text in English, with the field first.</summary>
    public override string ToString() => $"{Field}: {Text(CultureInfo.InvariantCulture)}";
}
