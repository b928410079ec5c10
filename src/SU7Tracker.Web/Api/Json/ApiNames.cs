using System.Text.Json;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>The words that the API uses for values of the Domain that no file names.</summary>
internal static class ApiNames
{
    /// <summary>The word for a law, such as <c>built-delivered</c>.</summary>
    public static string Of(Law law) => Kebab(law.ToString());

    /// <summary>The words for laws.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Law> laws) => [.. laws.Select(Of)];

    /// <summary>The word for a kind of contradiction, such as <c>set-aside</c>.</summary>
    public static string Of(ContradictionKind kind) => Kebab(kind.ToString());

    /// <summary>The word for the unit of a wait.</summary>
    public static string Of(WaitUnit unit) => Kebab(unit.ToString());

    private static string Kebab(string name) => JsonNamingPolicy.KebabCaseLower.ConvertName(name);
}
