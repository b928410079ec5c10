using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>Refusals as <c>application/problem+json</c> (RFC 9457), with the fields that are wrong.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string detail, IEnumerable<ApiError>? errors = null,
        params IReadOnlyList<(string Name, object? Value)> more)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        if (errors is not null)
        {
            problem.Extensions["errors"] = errors;
        }
        foreach (var (name, value) in more)
        {
            problem.Extensions[name] = value;
        }
        return Results.Problem(problem);
    }

    /// <summary>As much of what was sent as a sentence has room for.</summary>
    public static string Shown(string text, int most = 40) => text.Length <= most ? text : text[..most] + "…";

    public static IResult NoVehicle(string slug) => Of(StatusCodes.Status404NotFound, Format(ApiTexts.NoVehicle, Shown(slug, 80)));

    public static IResult NoVersion(string? slug, long version, long current)
    {
        var why = slug is null ? Format(ApiTexts.NoVersion, version, current) : Format(ApiTexts.NoVersionOf, slug, version, current);
        return Of(StatusCodes.Status404NotFound, why, [new("version", why)]);
    }

#pragma warning disable CA1863 // a text in the reader's language cannot be parsed once and for all
    public static string Format(string text, params object?[] arguments) => string.Format(CultureInfo.InvariantCulture, text, arguments);
#pragma warning restore CA1863

    /// <summary>The schema of a refusal.</summary>
    public static OpenApiSchema Schema()
    {
        return new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Of(JsonSchemaType.String), ["title"] = Of(JsonSchemaType.String), ["status"] = Of(JsonSchemaType.Integer),
                ["detail"] = Of(JsonSchemaType.String),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array, Description = ApiTexts.AboutErrors,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["field"] = Of(JsonSchemaType.String), ["reason"] = Of(JsonSchemaType.String),
                            ["row"] = Of(JsonSchemaType.Integer),
                            ["line"] = Of(JsonSchemaType.Integer), ["column"] = Of(JsonSchemaType.String),
                        },
                        Required = new HashSet<string> { "field", "reason" },
                    },
                },
                ["results"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = ApiTexts.AboutResults,
                    Items = Of(JsonSchemaType.Object) },
                ["current"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = ApiTexts.AboutCurrent },
                ["conflicts"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = ApiTexts.AboutConflicts,
                    Items = Of(JsonSchemaType.Object) },
            },
            Required = new HashSet<string> { "status", "detail" },
        };

        static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };
    }
}
