using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace SU7Tracker.Web.Api;

/// <summary>Writes the documents of the API.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(IReadOnlyList<VehicleJson>))]
[JsonSerializable(typeof(IReadOnlyList<SourceJson>))]
[JsonSerializable(typeof(SourceJson))]
[JsonSerializable(typeof(MetricsJson))]
[JsonSerializable(typeof(SeriesJson))]
[JsonSerializable(typeof(BoundsJson))]
[JsonSerializable(typeof(FiguresJson))]
[JsonSerializable(typeof(ContradictionsJson))]
[JsonSerializable(typeof(WaitsJson))]
[JsonSerializable(typeof(ResultsJson))]
internal sealed partial class ApiJsonContext : JsonSerializerContext
{
    /// <summary>As <see cref="Default"/>, but "≥" and Chinese names stay readable: the documents are never parts of a page.</summary>
    public static ApiJsonContext Readable { get; } =
        new(new JsonSerializerOptions(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) });
}
