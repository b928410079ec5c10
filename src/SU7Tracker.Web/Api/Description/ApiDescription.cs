using System.Globalization;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>Adds to the OpenAPI document what the types of the endpoints do not say.</summary>
internal static class ApiDescription
{
    private const string Problem = nameof(Problem);
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
        (StatusCodes.Status413PayloadTooLarge, () => ApiTexts.TooLarge),
        (StatusCodes.Status422UnprocessableEntity, () => ApiTexts.About422),
    ];

    public static void Configure(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
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
            Describe(operation, context);
            return Task.CompletedTask;
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new() { Title = "SU7 Tracker", Version = "v1", Description = ApiTexts.Description };
        document.Components ??= new();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [TokenAuthentication.SchemeName] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" },
        };
        document.AddComponent(Problem, ApiProblem.Schema());
        // The addresses are those of whoever serves the document.
        document.Servers?.Clear();
        // HEAD is GET without the body, and two operations may not have one name.
        foreach (var path in document.Paths.Values)
        {
            path.Operations?.Remove(HttpMethod.Head);
        }
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var described = metadata.OfType<OperationDescription>().Single();
        var isTable = context.Description.RelativePath!.EndsWith(".csv", StringComparison.Ordinal);
        operation.Summary = isTable ? ApiProblem.Format(ApiTexts.SummaryTable, described.Summary()) : described.Summary();
        operation.Parameters = [.. described.Parameters.Select(p => p.Describe())];
        if (metadata.OfType<BodyDescription>().FirstOrDefault() is { } body)
        {
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true, Description = body.About(),
                Content = new Dictionary<string, OpenApiMediaType> { [body.ContentType] = new() { Schema = body.Schema() } },
            };
            operation.Security = [new() { [new OpenApiSecuritySchemeReference(TokenAuthentication.SchemeName, context.Document)] = [] }];
            Add(operation, context, [.. OfWrites, .. body.Refusals]);
        }
        else if (described.IsCached)
        {
            if (isTable)
            {
                operation.Parameters.Add(ApiParameters.Token.Describe());
            }
            var headers = new Dictionary<string, IOpenApiHeader>
            {
                ["ETag"] = Header(ApiTexts.AboutETag), ["X-Record-Version"] = Header(ApiTexts.AboutRecordVersion),
            };
            if (described.Parameters.Contains(ApiParameters.Version))
            {
                headers["Link"] = Header(ApiTexts.AboutLink);
            }
            ((OpenApiResponse)operation.Responses!["200"]).Headers = headers;
            operation.Responses["304"] = new OpenApiResponse { Description = ApiTexts.About304 };
            Add(operation, context, OfReads);
        }
        Add(operation, context, OfAll);
    }

    private static void Add(
        OpenApiOperation operation, OpenApiOperationTransformerContext context, IEnumerable<(int Status, Func<string> About)> refusals)
    {
        var problem = new OpenApiSchemaReference(Problem, context.Document);
        foreach (var (status, about) in refusals)
        {
            operation.Responses![status.ToString(CultureInfo.InvariantCulture)] = new OpenApiResponse
            {
                Description = about(),
                Content = new Dictionary<string, OpenApiMediaType> { ["application/problem+json"] = new() { Schema = problem } },
            };
        }
    }

    private static OpenApiHeader Header(string about) =>
        new() { Description = about, Schema = new OpenApiSchema { Type = JsonSchemaType.String } };
}
