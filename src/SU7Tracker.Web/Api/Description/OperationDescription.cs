namespace SU7Tracker.Web.Api;

/// <summary>What the OpenAPI document says of an operation beside its types.</summary>
/// <param name="Summary">What it does, in a line.</param>
/// <param name="Parameters">The parameters of its address and header.</param>
internal sealed record OperationDescription(Func<string> Summary, IReadOnlyList<Parameter> Parameters)
{
    /// <summary>Whether responses are cached responses, with a tag and a version.</summary>
    public bool IsCached { get; init; }
}
