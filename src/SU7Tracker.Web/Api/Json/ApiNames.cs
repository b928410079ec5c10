using System.Text.Json;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>The words that the API uses for values of the Domain that no file names.</summary>
internal static class ApiNames
{
    /// <summary>The words for laws.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Law> laws) => [.. laws.Select(WireNames.Of)];

    /// <summary>The word for a kind of contradiction, such as <c>set-aside</c>.</summary>
    public static string Of(ContradictionKind kind) => JsonNamingPolicy.KebabCaseLower.ConvertName(kind.ToString());
}
