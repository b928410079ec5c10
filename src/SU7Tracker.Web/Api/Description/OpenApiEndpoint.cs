using System.Globalization;
using System.Text;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>The OpenAPI document of the API, made once.</summary>
internal sealed class OpenApiEndpoint
{
    /// <summary>Its name among the documents of the program.</summary>
    public const string Document = "v1";
    /// <summary>Its address.</summary>
    public const string Path = "/openapi/v1.json";

    private readonly Lazy<Task<CachedResponse>> _response;

    public OpenApiEndpoint([FromKeyedServices(Document)] IOpenApiDocumentProvider provider) => _response = new(() => MakeAsync(provider));

    public static void Map(IEndpointRouteBuilder routes) => routes.MapMethods(
        Path, [HttpMethods.Get, HttpMethods.Head],
        (Delegate)(async (OpenApiEndpoint endpoint) => new CachedResult(await endpoint._response.Value))).ExcludeFromDescription();

    private static async Task<CachedResponse> MakeAsync(IOpenApiDocumentProvider provider)
    {
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var document = await provider.GetOpenApiDocumentAsync();
        var json = await document.SerializeAsJsonAsync(OpenApiSpecVersion.OpenApi3_1);
        return CachedResponse.Of(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8");
    }
}
