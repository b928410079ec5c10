using Microsoft.AspNetCore.Components.Endpoints;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.StaticAssets;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>Tells the cost of a request by its path and endpoint.</summary>
internal static class RequestCosts
{
    private static readonly string[] Free = ["/health", "/_framework", "/_content", "/_blazor"];

    /// <summary>The cost of a request; before routing it is known of the API alone.</summary>
    public static RequestCost CostOf(this HttpContext context)
    {
        var request = context.Request;
        var isRead = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        if (request.Path.StartsWithSegments("/api/v1", StringComparison.OrdinalIgnoreCase))
        {
            return isRead ? RequestCost.Read : RequestCost.None;
        }
        // The page that explains a failure belongs to the request that failed.
        if (Array.Exists(Free, start => request.Path.StartsWithSegments(start, StringComparison.Ordinal)) || context.IsExecutedAgain())
        {
            return RequestCost.None;
        }
        return context.GetEndpoint() switch
        {
            { } endpoint when endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null => RequestCost.None,
            { } endpoint when isRead && endpoint.Metadata.GetMetadata<ComponentTypeMetadata>() is null => RequestCost.Read,
            _ => RequestCost.Page,
        };
    }

    /// <summary>Whether the pipeline runs once more for the page that explains a status or a failure.</summary>
    public static bool IsExecutedAgain(this HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
