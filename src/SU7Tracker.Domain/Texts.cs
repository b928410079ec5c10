using System.Globalization;
using System.Resources;

namespace SU7Tracker.Domain;

/// <summary>Every sentence that the Domain can say to a person; translations are further resource files.</summary>
public static class Texts
{
    private static readonly ResourceManager Resources = new(typeof(Texts));

    /// <summary>
    /// A text by its key, with its arguments in place; days in the short form of the culture, of the invariant one in that of ISO 8601.
    /// </summary>
    /// <exception cref="MissingManifestResourceException">There is no such text.</exception>
    public static string Get(string key, CultureInfo culture, params object[] arguments)
    {
        var text = Resources.GetString(key, culture) ?? throw new MissingManifestResourceException($"No text '{key}'.");
        return arguments.Length == 0 ? text : string.Format(culture, text, Array.ConvertAll(arguments, a => a switch
        {
            Measure measure => Get($"Measure_{measure}", culture),
            DateOnly day => day.ToString(culture.Equals(CultureInfo.InvariantCulture) ? "O" : "d", culture),
            _ => a,
        }));
    }
}
