using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Hosting;

namespace SU7Tracker.Web.Api;

/// <summary>The HTTP API, version 1, with its description and a page to try it.</summary>
internal static class ApiSetup
{
    private const string WritePolicy = "ApiWrite";

    public static void AddApi(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services.AddSingleton<Answers>();
        services.AddSingleton<WarmAnswers>();
        services.AddSingleton<ReadEndpoints>();
        services.AddSingleton<WriteEndpoints>();
        services.AddOpenApi("v1", ApiDescription.Describe);
        services.AddAuthentication().AddScheme<AuthenticationSchemeOptions, TokenAuthentication>(TokenAuthentication.SchemeName, null);
        services.AddAuthorizationBuilder().AddPolicy(WritePolicy, policy => policy
            .AddAuthenticationSchemes(TokenAuthentication.SchemeName).RequireAuthenticatedUser().RequireClaim(TokenAuthentication.ScopeClaim, "write"));
        services.AddSingleton<ChangeBroadcast>();
    }

    /// <summary>Comes before routing: it answers at once what it has answered before.</summary>
    public static void UseWarmAnswers(this WebApplication app)
    {
        var warm = app.Services.GetRequiredService<WarmAnswers>();
        app.Use(next => context => warm.InvokeAsync(context, next));
    }

    /// <summary>Whether a request reads from the API.</summary>
    public static bool IsRead(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) && request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase);

    public static void MapApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1").AddEndpointFilter(AnswerFaultsAsync).WithTags("v1");
        ReadEndpoints.Map(api.MapGroup("").RequireAuthorization(Policies.Read).AddEndpointFilter(TokenAuthentication.RefuseAsync));
        ChangeEndpoint.Map(api.MapGroup("").RequireAuthorization(Policies.Read).AddEndpointFilter(TokenAuthentication.RefuseAsync));
        WriteEndpoints.Map(api.MapGroup("").RequireAuthorization(WritePolicy).RequireRateLimiting(Policies.WriteRequests).DisableAntiforgery());
        app.MapOpenApi("/openapi/v1.json").WithMetadata(new HttpMethodMetadata([HttpMethods.Get, HttpMethods.Head]));
    }

    private static async ValueTask<object?> AnswerFaultsAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        var size = context.GetEndpoint()?.Metadata.GetMetadata<RequestSize>();
        if (size is not null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
            if (context.Request.ContentLength > size.Bytes)
            {
                return TooLarge();
            }
            if (context.Request.Headers.ContentEncoding is [{ Length: > 0 } packed, ..] && packed != "identity")
            {
                return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.Packed);
            }
            context.Request.Body = new LimitedBody(context.Request.Body, size.Bytes);
        }
        try
        {
            return await next(invocation);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : ApiProblem.Of(bad.StatusCode, ApiTexts.BadBody);
        }
        catch (Exception away) when (Faults.IsAway(away))
        {
            context.RequestServices.GetRequiredService<ILogger<Database>>().DatabaseAway(away.GetBaseException().Message);
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, ApiTexts.DatabaseAway);
        }

        IResult TooLarge() => ApiProblem.Of(
            StatusCodes.Status413PayloadTooLarge,
            size is not null ? ApiProblem.Format(ApiTexts.LargerThan, size.Bytes >> 20) : ApiTexts.TooLarge);
    }
}

/// <summary>How large a request an endpoint takes.</summary>
internal sealed record RequestSize(long Bytes);

/// <summary>Which list of parameters an endpoint reads from its address.</summary>
internal sealed record ReadParameters(string Name);

/// <summary>The current figure of a row that did not expect it.</summary>
public sealed record ConflictJson(int Row, FigureJson? Current);
