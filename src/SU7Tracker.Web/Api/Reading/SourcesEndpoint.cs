using System.Text.Json.Serialization.Metadata;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.Api;

/// <summary>The sources on record, as they are now.</summary>
internal sealed class SourcesEndpoint(SourceList sources, TimeProvider clock) : ReadEndpoint<IReadOnlyList<SourceJson>, SourceJson>(clock)
{
    protected override string Path => "sources";
    protected override string Name => "Sources";
    protected override Func<string> Summary => () => ApiTexts.SummarySources;
    protected override IReadOnlyList<Parameter> Parameters => [];
    protected override JsonTypeInfo<IReadOnlyList<SourceJson>> Type => ApiJsonContext.Readable.IReadOnlyListSourceJson;

    protected override async Task<IResult> AnswerAsync(ApiQuery query)
    {
        var (version, all) = await sources.AllAsync(query.Cancel);
        return new CachedResult(Write(query, all, version).At(null, version));
    }

    protected override IEnumerable<SourceJson> Rows(IReadOnlyList<SourceJson> body) => body;

    protected override IEnumerable<Column<SourceJson>> Columns(IReadOnlyList<SourceJson> body, long version) => SourceList.Columns;
}
