using System.Text.Json.Nodes;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SU7Tracker.Domain;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>How the API describes itself: what the types do not say, namely the parameters of addresses and the token.</summary>
internal static class ApiDescription
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new() { Title = "SU7 Tracker", Version = "v1", Description = ApiTexts.Description };
            document.Components ??= new();
            document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
            {
                [TokenAuthentication.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReadParameters>().FirstOrDefault() is { } read)
            {
                operation.Parameters = [.. operation.Parameters ?? [], .. Of(read.Name)];
                if (context.Description.RelativePath!.EndsWith(".csv", StringComparison.Ordinal))
                {
                    operation.Parameters.Add(Query("token", ApiTexts.AboutToken));
                }
            }
            if (context.Description.HttpMethod == HttpMethods.Post)
            {
                operation.Parameters = [.. operation.Parameters ?? [], Query("dryRun", ApiTexts.AboutDryRun, "true", "false")];
                operation.RequestBody = context.Description.RelativePath!.EndsWith("imports", StringComparison.Ordinal)
                    ? Body("text/csv", ApiTexts.AboutImport, new OpenApiSchema { Type = JsonSchemaType.String })
                    : Body("application/json", ApiTexts.AboutFigures, new OpenApiSchema { Type = JsonSchemaType.Array, Items = FigureSchema() });
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(TokenAuthentication.SchemeName, context.Document)] = [] }];
            }
            return Task.CompletedTask;
        });
    }

    private static IEnumerable<OpenApiParameter> Of(string name)
    {
        var slug = Path("slug", ApiTexts.AboutSlug);
        var asOf = Day("asOf", ApiTexts.AboutAsOf);
        var version = Query("version", ApiTexts.AboutVersion);
        var measure = Query("measure", ApiTexts.AboutMeasure, [.. Enum.GetValues<Measure>().Select(Words.Of)]);
        var basis = Query("basis", ApiTexts.AboutBasis);
        var city = Query("city", ApiTexts.AboutCity);
        var (from, to) = (Day("from", ApiTexts.AboutFrom), Day("to", ApiTexts.AboutTo));
        return name switch
        {
            "Vehicles" => [asOf, version],
            "Metrics" => [slug, asOf, version, Query("month", ApiTexts.AboutMonth, [.. MonthBasis.All.Select(b => b.Key)])],
            "Series" => [slug, measure, basis, Query("per", ApiTexts.AboutPer, "week", "month", "figure"), from, to, asOf, version, city],
            "Contradictions" => [slug, measure, basis, city, asOf, version],
            "Figures" => [Query("vehicle", ApiTexts.AboutSlug), measure, basis, city, from, to, asOf, version, Query("history", ApiTexts.AboutHistory, "true", "false"), Query("after", ApiTexts.AboutAfter), Query("limit", ApiTexts.AboutLimit)],
            _ => [],
        };
    }

    private static OpenApiRequestBody Body(string type, string about, OpenApiSchema schema) =>
        new() { Required = true, Description = about, Content = new Dictionary<string, OpenApiMediaType> { [type] = new() { Schema = schema } } };

    private static OpenApiSchema FigureSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = FigureBody.Fields.ToDictionary(f => f.Key, f => (IOpenApiSchema)new OpenApiSchema { Type = f.Value }),
    };

    private static OpenApiParameter Path(string name, string about) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Query(string name, string about, params string[] choices) => new()
    {
        Name = name, In = ParameterLocation.Query, Description = about,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = choices.Length > 0 ? [.. choices.Select(c => (JsonNode)c)] : null },
    };

    private static OpenApiParameter Day(string name, string about) =>
        new() { Name = name, In = ParameterLocation.Query, Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" } };
}
