using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Scalar.AspNetCore;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Web.Api;

/// <summary>Adds the HTTP API, version 1, its OpenAPI document and a page to try it.</summary>
internal static class ApiSetup
{
    /// <summary>What every address of the API begins with.</summary>
    public const string Root = "/api/v1/";

    private const string Page = "/api";
    private const string WritePolicy = "ApiWrite";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<ResponseCache>();
        services.AddSingleton<ResponseFastPath>();
        services.AddSingleton<RecordVersions>();
        services.AddSingleton<SourceList>();
        services.AddSingleton<VehicleList>();
        services.AddSingleton<OpenApiEndpoint>();
        foreach (var endpoint in Reads.Concat(Writes))
        {
            services.AddSingleton(endpoint);
        }
        services.AddOpenApi(OpenApiEndpoint.Document, ApiDescription.Configure);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(WritePolicy, policy => policy
            .AddAuthenticationSchemes(TokenAuthentication.SchemeName).RequireAuthenticatedUser()
                .RequireClaim(TokenAuthentication.ScopeClaim, "write"));
        services.AddSingleton<ChangeBroadcast>();
    }

    /// <summary>Sends cached responses before the rest of the pipeline.</summary>
    public static void UseResponseFastPath(this WebApplication app)
    {
        var fastPath = app.Services.GetRequiredService<ResponseFastPath>();
        app.Use(next => context => fastPath.InvokeAsync(context, next));
    }

    /// <summary>Whether a request reads from the API.</summary>
    public static bool IsRead(HttpRequest request) => (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup(Root).AddEndpointFilter(ApiFaults.InvokeAsync).WithTags("v1");
        var reads = api.MapGroup("").RequireAuthorization(Policies.Read).AddEndpointFilter(TokenAuthentication.RefuseAsync);
        var writes = api.MapGroup("").RequireAuthorization(WritePolicy).RequireRateLimiting(Policies.WriteRequests).DisableAntiforgery();
        Map(app.Services, Reads, reads);
        Map(app.Services, Writes, writes);
        OpenApiEndpoint.Map(app);
        app.MapScalarApiReference(Page, Configure).RequireAuthorization(Policies.Read)
            .WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head])).Add(RefuseOtherDocuments);
    }

    private static readonly Type[] Reads =
    [
        typeof(VehiclesEndpoint), typeof(MetricsEndpoint), typeof(SeriesEndpoint), typeof(BoundsEndpoint), typeof(ContradictionsEndpoint),
        typeof(WaitsEndpoint), typeof(SourcesEndpoint), typeof(SourceEndpoint), typeof(FiguresEndpoint), typeof(ChangesEndpoint),
    ];

    private static readonly Type[] Writes = [typeof(PublishEndpoint), typeof(ImportEndpoint)];

    private static void Map(IServiceProvider services, IEnumerable<Type> endpoints, RouteGroupBuilder group)
    {
        foreach (var endpoint in endpoints)
        {
            ((IApiEndpoint)services.GetRequiredService(endpoint)).Map(group);
        }
    }

    // The page would show itself at every address of one segment below its own.
    private static void RefuseOtherDocuments(EndpointBuilder page)
    {
        var show = page.RequestDelegate!;
        page.RequestDelegate = context =>
        {
            if (context.GetRouteValue("documentName") is null)
            {
                return show(context);
            }
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return Task.CompletedTask;
        };
    }

    // All that the page needs is served from here: its script by the package, no fonts, no proxy.
    private static void Configure(ScalarOptions page, HttpContext context)
    {
        page.WithNonce(context.ScriptNonce());
        page.Title = ApiTexts.PageTitle;
        page.OpenApiRoutePattern = OpenApiEndpoint.Path;
        page.ProxyUrl = "";
        page.DefaultFonts = page.Telemetry = false;
        page.HideClientButton = true;
        page.ShowDeveloperTools = DeveloperToolsVisibility.Never;
        page.Agent = new() { Disabled = true };
    }
}
