using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>What the OpenAPI document says of the body of a request.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="About">What it holds.</param>
/// <param name="Schema">How it is built.</param>
internal sealed record BodyDescription(string ContentType, Func<string> About, Func<OpenApiSchema> Schema)
{
    /// <summary>The refusals that only this body meets.</summary>
    public IReadOnlyList<(int Status, Func<string> About)> Refusals { get; init; } = [];
}
