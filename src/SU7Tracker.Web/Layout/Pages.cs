using System.Globalization;
using Microsoft.AspNetCore.Localization;
using MudBlazor.Services;

namespace SU7Tracker.Web.Layout;

/// <summary>The pages: components drawn on the server, live over a circuit.</summary>
internal static class Pages
{
    // A persisted page state may outgrow the 32 KB that a circuit takes by default; it would then end without a word.
    private const int LargestMessage = 1 << 20;

    /// <summary>The languages of the texts; a language is one entry here and a <c>.resx</c> beside each text file.</summary>
    private static readonly CultureInfo[] Languages = [English()];

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddSingleton<OpenPages>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OpenPages>());
        builder.Services.AddMudServices();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.Configure<RequestLocalizationOptions>(options =>
        {
            options.DefaultRequestCulture = new(Languages[0]);
            options.SupportedCultures = options.SupportedUICultures = Languages;
            options.RequestCultureProviders = [new QueryStringRequestCultureProvider { QueryStringKey = ViewUrl.Language, UIQueryStringKey = ViewUrl.Language }];
        });
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);   // ours says more
    }

    // 4/5/2024 is read in two ways; 5 Apr 2024 in one.
    private static CultureInfo English()
    {
        var english = new CultureInfo("en", useUserOverride: false);
        english.DateTimeFormat.ShortDatePattern = "d MMM yyyy";
        english.DateTimeFormat.LongDatePattern = "d MMMM yyyy";
        english.DateTimeFormat.ShortTimePattern = "HH:mm";
        return CultureInfo.ReadOnly(english);
    }
}
