using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;

namespace SU7Tracker.Web.Layout;

/// <summary>How a reader sees every page: theme and language stand in the address and nowhere else, so links carry them on.</summary>
public static class ViewUrl
{
    public const string Theme = "theme";
    public const string Language = "lang";
    private static readonly string[] Kept = [Theme, Language];

    /// <summary>A link to another page that keeps the theme and language of this one: <c>Navigation.Keep("/entry")</c>. What the link itself says stands.</summary>
    public static string Keep(this NavigationManager navigation, string path) => Keep(path, navigation.Uri);

    /// <summary>The same page under another theme or language: <c>Navigation.With(ViewUrl.Theme, "dark")</c>; null takes the choice back.</summary>
    public static string With(this NavigationManager navigation, string name, string? value) => navigation.GetUriWithQueryParameter(name, value);

    /// <summary>The theme that the address asks for, <c>light</c> or <c>dark</c>; null where the system decides.</summary>
    public static string? ChosenTheme(this NavigationManager navigation) =>
        Query(navigation.Uri).GetValueOrDefault(Theme).ToString() is ("light" or "dark") and var theme ? theme : null;

    internal static string Keep(string path, string from)
    {
        var chosen = Query(from);
        var own = Query(path);
        return Kept.Where(name => chosen.ContainsKey(name) && !own.ContainsKey(name))
            .Aggregate(path, (link, name) => QueryHelpers.AddQueryString(link, name, chosen[name].ToString()));
    }

    private static Dictionary<string, Microsoft.Extensions.Primitives.StringValues> Query(string uri) =>
        uri.IndexOf('?', StringComparison.Ordinal) is >= 0 and var start ? QueryHelpers.ParseQuery(uri[start..].Split('#')[0]) : [];
}
