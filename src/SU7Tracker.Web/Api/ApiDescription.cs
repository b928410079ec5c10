using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using SU7Tracker.Domain;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Api;

/// <summary>How the API describes itself: what the types do not say, namely the parameters of addresses and the token.</summary>
internal static class ApiDescription
{
    private static readonly (int Status, Func<string> About)[] OfAll =
    [
        (StatusCodes.Status401Unauthorized, () => ApiTexts.About401), (StatusCodes.Status429TooManyRequests, () => ApiTexts.TooMany),
        (StatusCodes.Status503ServiceUnavailable, () => ApiTexts.DatabaseAway),
    ];
    private static readonly (int Status, Func<string> About)[] OfReads =
        [(StatusCodes.Status400BadRequest, () => ApiTexts.BadQuery), (StatusCodes.Status404NotFound, () => ApiTexts.About404)];
    private static readonly (int Status, Func<string> About)[] OfWrites =
    [
        (StatusCodes.Status400BadRequest, () => ApiTexts.BadBody), (StatusCodes.Status403Forbidden, () => ApiTexts.ScopeTooSmall),
        (StatusCodes.Status409Conflict, () => ApiTexts.ConflictFound), (StatusCodes.Status413PayloadTooLarge, () => ApiTexts.TooLarge),
        (StatusCodes.Status415UnsupportedMediaType, () => ApiTexts.NeedsCsv), (StatusCodes.Status422UnprocessableEntity, () => ApiTexts.About422),
    ];

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
            // HEAD is GET without the body, and two operations may not have one name.
            foreach (var path in document.Paths.Values)
            {
                path.Operations?.Remove(HttpMethod.Head);
            }
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, context, _) =>
        {
            foreach (var property in context.JsonTypeInfo.Properties)
            {
                // What is left out when there is none is not required.
                if (property.AttributeProvider?.IsDefined(typeof(JsonIgnoreAttribute), inherit: false) == true)
                {
                    schema.Required?.Remove(property.Name);
                }
            }
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            var name = operation.OperationId!;
            var isTable = context.Description.RelativePath!.EndsWith(".csv", StringComparison.Ordinal);
            operation.Summary = SummaryOf(isTable ? name[..^"Csv".Length] : name);
            if (context.Description.ActionDescriptor.EndpointMetadata.OfType<ReadParameters>().FirstOrDefault() is { } read)
            {
                operation.Parameters = [.. operation.Parameters ?? [], .. Of(read.Name)];
                if (isTable)
                {
                    operation.Parameters.Add(Query("token", ApiTexts.AboutToken));
                }
                ((OpenApiResponse)operation.Responses!["200"]).Headers = new Dictionary<string, IOpenApiHeader>
                {
                    ["ETag"] = Header(ApiTexts.AboutETag), ["X-Record-Version"] = Header(ApiTexts.AboutRecordVersion), ["Link"] = Header(ApiTexts.AboutLink),
                };
                operation.Responses["304"] = new OpenApiResponse { Description = ApiTexts.About304 };
                Refusals(operation, OfReads);
            }
            else if (context.Description.HttpMethod == HttpMethods.Post)
            {
                var isImport = context.Description.RelativePath.EndsWith("imports", StringComparison.Ordinal);
                operation.Parameters = [.. operation.Parameters ?? [], Query("dryRun", ApiTexts.AboutDryRun, "true", "false")];
                operation.RequestBody = isImport
                    ? Body("text/csv", ApiTexts.AboutImport, new OpenApiSchema { Type = JsonSchemaType.String })
                    : Body("application/json", ApiTexts.AboutFigures, new OpenApiSchema { Type = JsonSchemaType.Array, MaxItems = FigureBody.MaxRows, Items = FigureSchema() });
                operation.Security = [new() { [new OpenApiSecuritySchemeReference(TokenAuthentication.SchemeName, context.Document)] = [] }];
                Refusals(operation, OfWrites.Where(w => w.Status != (isImport ? StatusCodes.Status409Conflict : StatusCodes.Status415UnsupportedMediaType)));
            }
            else
            {
                operation.Parameters = [new OpenApiParameter { Name = "Last-Event-ID", In = ParameterLocation.Header, Description = ApiTexts.AboutLastEventId, Schema = new OpenApiSchema { Type = JsonSchemaType.String } }];
            }
            Refusals(operation, OfAll);
            return Task.CompletedTask;
        });
    }

    private static void Refusals(OpenApiOperation operation, IEnumerable<(int Status, Func<string> About)> refusals)
    {
        foreach (var (status, about) in refusals)
        {
            operation.Responses![status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = about(),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = ProblemSchema() } },
            };
        }
    }

    private static string SummaryOf(string operation) => operation switch
    {
        "Vehicles" => ApiTexts.SummaryVehicles,
        "Metrics" => ApiTexts.SummaryMetrics,
        "Series" => ApiTexts.SummarySeries,
        "Contradictions" => ApiTexts.SummaryContradictions,
        "Figures" => ApiTexts.SummaryFigures,
        "PublishFigures" => ApiTexts.SummaryPublish,
        "Import" => ApiTexts.SummaryImport,
        _ => ApiTexts.SummaryChanges,
    };

    private static OpenApiHeader Header(string about) => new() { Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static IEnumerable<OpenApiParameter> Of(string name)
    {
        var slug = Path("slug", ApiTexts.AboutSlug);
        var asOf = Day("asOf", ApiTexts.AboutAsOf);
        var version = Query("version", ApiTexts.AboutVersion);
        var measure = Query("measure", ApiTexts.AboutMeasure, [.. Enum.GetValues<Measure>().Select(WireNames.Of)]);
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
        Properties = FigureBody.Fields.ToDictionary(f => f.Key, f => (IOpenApiSchema)SchemaOf(f.Key, f.Value)),
        Required = FigureBody.Needed.ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    // RFC 9457, with what ours say besides.
    private static OpenApiSchema ProblemSchema()
    {
        return new()
        {
            Type = JsonSchemaType.Object,
            Properties = new Dictionary<string, IOpenApiSchema>
            {
                ["type"] = Of(JsonSchemaType.String), ["title"] = Of(JsonSchemaType.String), ["status"] = Of(JsonSchemaType.Integer), ["detail"] = Of(JsonSchemaType.String),
                ["errors"] = new OpenApiSchema
                {
                    Type = JsonSchemaType.Array, Description = ApiTexts.AboutErrors,
                    Items = new OpenApiSchema
                    {
                        Type = JsonSchemaType.Object,
                        Properties = new Dictionary<string, IOpenApiSchema>
                        {
                            ["field"] = Of(JsonSchemaType.String), ["reason"] = Of(JsonSchemaType.String), ["row"] = Of(JsonSchemaType.Integer),
                            ["line"] = Of(JsonSchemaType.Integer), ["column"] = Of(JsonSchemaType.String),
                        },
                        Required = new HashSet<string> { "field", "reason" },
                    },
                },
                ["results"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = ApiTexts.AboutResults, Items = Of(JsonSchemaType.Object) },
                ["current"] = new OpenApiSchema { Type = JsonSchemaType.Object | JsonSchemaType.Null, Description = ApiTexts.AboutCurrent },
                ["conflicts"] = new OpenApiSchema { Type = JsonSchemaType.Array, Description = ApiTexts.AboutConflicts, Items = Of(JsonSchemaType.Object) },
            },
            Required = new HashSet<string> { "status", "detail" },
        };

        static OpenApiSchema Of(JsonSchemaType type) => new() { Type = type };
    }

    private static OpenApiSchema SchemaOf(string field, JsonSchemaType type) => new()
    {
        // Null says the same as leaving it out.
        Type = FigureBody.Needed.Contains(field) ? type : type | JsonSchemaType.Null,
        Format = FigureBody.Days.Contains(field) ? "date" : null,
        Minimum = type == JsonSchemaType.Integer ? "0" : null,
        Enum = field switch
        {
            "measure" => Choices(Enum.GetValues<Measure>().Select(WireNames.Of)),
            "reading" => Choices(Enum.GetValues<Reading>().Select(WireNames.Of)),
            "qualifier" => Choices(Enum.GetValues<Qualifier>().Select(Quantity.NameOf)),
            _ => null,
        },
    };

    private static List<JsonNode> Choices(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];

    private static OpenApiParameter Path(string name, string about) =>
        new() { Name = name, In = ParameterLocation.Path, Required = true, Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };

    private static OpenApiParameter Query(string name, string about, params string[] choices) => new()
    {
        Name = name, In = ParameterLocation.Query, Description = about,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = choices.Length > 0 ? Choices(choices) : null },
    };

    private static OpenApiParameter Day(string name, string about) =>
        new() { Name = name, In = ParameterLocation.Query, Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "date" } };
}
