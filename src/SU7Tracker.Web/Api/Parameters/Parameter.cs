using System.Text.Json.Nodes;
using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>
/// A parameter of an address, declared once: how it is read, how the OpenAPI document describes it, and how a pinned address writes it.
/// The framework's own binding would answer what cannot be read with a bare 400, and pinned addresses would need a second declaration.
/// </summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="About">What it means.</param>
internal abstract record Parameter(string Name, Func<string> About)
{
    /// <summary>Where it stands: in the query unless said otherwise.</summary>
    public ParameterLocation In { get; init; } = ParameterLocation.Query;
    /// <summary>The words that it takes; empty for any text.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
    /// <summary>The format of its text, such as <c>date</c>.</summary>
    public string? Format { get; init; }

    /// <summary>Reads it from a request; what is wrong with it is added to the problems of the query.</summary>
    /// <returns>The value.</returns>
    public abstract object? Read(ApiQuery query);

    /// <summary>A value as pinned addresses write it; null for one that is left out.</summary>
    public abstract string? Write(object? value);

    /// <summary>The parameter in the OpenAPI document.</summary>
    public OpenApiParameter Describe() => new()
    {
        Name = Name, In = In, Required = In == ParameterLocation.Path, Description = About(),
        Schema = new OpenApiSchema
        {
            Type = JsonSchemaType.String, Format = Format, Enum = Choices.Count > 0 ? [.. Choices.Select(c => (JsonNode)c)] : null,
        },
    };
}

/// <summary>A parameter whose value is of a type.</summary>
/// <param name="Name">Its name in the address.</param>
/// <param name="About">What it means.</param>
/// <param name="Parse">Reads its text.</param>
/// <param name="Text">Writes its value; null for one that is left out.</param>
internal sealed record Parameter<T>(string Name, Func<string> About, Func<string, Parsed<T>> Parse, Func<T, string?> Text)
    : Parameter(Name, About)
{
    /// <summary>The value when none is given; it may depend on the parameters before it.</summary>
    public Func<ApiQuery, T>? Otherwise { get; init; }
    /// <summary>What is wrong with a value beside those of the parameters before it; null when nothing is.</summary>
    public Func<ApiQuery, T, string?>? Check { get; init; }

    public override object? Read(ApiQuery query)
    {
        if (query.Given(this) is not { } text)
        {
            return Otherwise is null ? default : Otherwise(query);
        }
        var (value, wrong) = Parse(text);
        if ((wrong ?? Check?.Invoke(query, value)) is { } problem)
        {
            query.Refuse(Name, problem);
            return default(T);
        }
        return value;
    }

    public override string? Write(object? value) => value is null ? null : Text((T)value);
}
