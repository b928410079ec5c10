using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Mvc;

namespace SU7Tracker.Web.Api;

/// <summary>What is wrong with one field, and what would be right.</summary>
public sealed record ApiError(
    [property: JsonPropertyOrder(1)] string Field, [property: JsonPropertyOrder(2)] string Reason,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Row = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? Line = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Column = null);

/// <summary>Refusals as <c>application/problem+json</c> (RFC 9457), with the fields that are wrong.</summary>
internal static class ApiProblem
{
    public static IResult Of(int status, string detail, IEnumerable<ApiError>? errors = null, params IReadOnlyList<(string Name, object? Value)> more)
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
    public static string Format(string text, params object?[] arguments) => string.Format(System.Globalization.CultureInfo.InvariantCulture, text, arguments);
#pragma warning restore CA1863
}
