using System.Text.Json.Serialization.Metadata;
using Microsoft.OpenApi;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>A source on record, as it is now.</summary>
internal sealed class SourceEndpoint(SourceList sources, TimeProvider clock) : ReadEndpoint<SourceJson, SourceJson>(clock)
{
    private static readonly Parameter<string> Id = ApiParameters.Text("id", () => ApiTexts.AboutSource) with
    {
        In = ParameterLocation.Path,
    };

    protected override string Path => "sources/{id}";
    protected override string Name => "Source";
    protected override Func<string> Summary => () => ApiTexts.SummarySource;
    protected override IReadOnlyList<Parameter> Parameters { get; } = [Id];
    protected override JsonTypeInfo<SourceJson> Type => ApiJsonContext.Readable.SourceJson;

    protected override async Task<IResult> AnswerAsync(ApiQuery query)
    {
        var (version, all) = await sources.AllAsync(query.Cancel);
        var id = query.Get(Id);
        return all.FirstOrDefault(s => s.Id == id) is { } found
            ? new CachedResult(Write(query, found, version).At(null, version))
            : ApiProblem.Of(StatusCodes.Status404NotFound, ApiProblem.Format(ApiTexts.NoSource, ApiProblem.Shown(id, 80)));
    }

    protected override IEnumerable<SourceJson> Rows(SourceJson body) => [body];

    protected override IEnumerable<Column<SourceJson>> Columns(SourceJson body, long version) => SourceList.Columns;
}
