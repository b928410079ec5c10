using System.Globalization;
using Microsoft.AspNetCore.Localization;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Layout;

/// <summary>The languages of the texts. A language is one entry here and a <c>.resx</c> beside each text file.</summary>
internal static class Languages
{
    /// <summary>English, with days that are read in one way only: 5 Apr 2024, never 4/5/2024.</summary>
    public static CultureInfo English { get; } = Of("en", "d MMM yyyy", "d MMMM yyyy");
    /// <summary>Simplified Chinese.</summary>
    public static CultureInfo Chinese { get; } = Of("zh-Hans", "yyyy年M月d日", "yyyy年M月d日");

    /// <summary>Simplified Chinese with numbers in 万.</summary>
    public static CultureInfo TenThousands { get; } = new TenThousandsCulture(Chinese);

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<CultureInfo> All { get; } = [English, Chinese];

    /// <summary>The language that a tag such as <c>zh-CN</c> asks for; null when there is none.</summary>
    public static CultureInfo? Find(string? tag) => All.FirstOrDefault(c =>
        tag is not null && (tag + "-").StartsWith(c.TwoLetterISOLanguageName + "-", StringComparison.OrdinalIgnoreCase));

    /// <summary>
    /// Takes the language from the address, else from the browser; programs that call the API get English unless they ask.
    /// </summary>
    public static void Configure(RequestLocalizationOptions options)
    {
        options.DefaultRequestCulture = new(English);
        options.SupportedCultures = [.. All, TenThousands];
        options.SupportedUICultures = [.. All];
        options.RequestCultureProviders = [new CustomRequestCultureProvider(context => Task.FromResult(Determine(context.Request)))];
    }

    private static ProviderCultureResult? Determine(HttpRequest request)
    {
        var asked = Find(request.Query[ViewState.LanguageKey]);
        if (asked is null && !request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase))
        {
            asked = request
                .GetTypedHeaders()
                .AcceptLanguage.OrderByDescending(l => l.Quality ?? 1)
                .Select(l => Find(l.Value.Value))
                .FirstOrDefault(l => l is not null);
        }
        return asked is null ? null
            : asked == Chinese && request.Query[ViewState.NumbersKey] == TenThousandsCulture.Key && IsForTheEye(request.Path)
                ? new(TenThousands.Name, asked.Name)
            : new(asked.Name);
    }

    // Where numbers are typed, and in files, every digit stands.
    private static bool IsForTheEye(PathString path) =>
        !path.StartsWithSegments("/entry") && !path.StartsWithSegments("/import") && !System.IO.Path.HasExtension(path);

    private static CultureInfo Of(string name, string shortDate, string longDate)
    {
        var culture = new CultureInfo(name, useUserOverride: false);
        culture.DateTimeFormat.ShortDatePattern = shortDate;
        culture.DateTimeFormat.LongDatePattern = longDate;
        culture.DateTimeFormat.ShortTimePattern = "HH:mm";
        return CultureInfo.ReadOnly(culture);
    }
}
