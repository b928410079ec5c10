using MudBlazor.Services;
using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Layout;

/// <summary>The pages: components drawn on the server, live over a circuit.</summary>
internal static class Pages
{
    // A persisted page state may outgrow the 32 KB that a circuit takes by default; it would then end without a word.
    private const int LargestMessage = 1 << 20;

    public static void AddPages(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents()
            .AddInteractiveServerComponents()
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = LargestMessage);
        builder.Services.AddSingleton<OpenPages>();
        builder.Services.AddHostedService(services => services.GetRequiredService<OpenPages>());
        builder.Services.AddMudServices();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.Configure<RequestLocalizationOptions>(Languages.Configure);
        builder.Services.AddSingleton<VehicleDirectory>();
        builder.Services.AddSingleton<Derivations>();
        builder.Services.AddSingleton<Snapshots>();
        builder.Services.AddSingleton<Entry.Cells.Presence>();
        builder.Services.AddSingleton<Importing.ImportChecks>();
        builder.Services.AddSingleton<Importing.ImportDesk>();
        builder.Services.AddSingleton<Charts.ChartCache>();
        builder.Services.AddSingleton<Facts.GradeEffect>();
        builder.Services.AddSingleton<Due.DueFigures>();
    }

    public static void MapPages(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();
        // Our own policy says more of who may frame a page.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null)
            .Add(AnswerToHead);
    }

    // The framework answers to GET and POST; of a response to HEAD the server sends no body.
    private static void AnswerToHead(EndpointBuilder page)
    {
        if (page.Metadata.OfType<HttpMethodMetadata>().FirstOrDefault() is { } taken && taken.HttpMethods.Contains(HttpMethods.Get))
        {
            page.Metadata.Remove(taken);
            page.Metadata.Add(new HttpMethodMetadata([.. taken.HttpMethods, HttpMethods.Head]));
        }
    }
}
