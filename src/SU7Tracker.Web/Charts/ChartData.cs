using System.Text.Json;
using System.Text.Json.Serialization;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Charts;

/// <summary>What a chart says, in the words of the product; how it is drawn is known to wwwroot/charts.js alone.</summary>
/// <param name="Title">What is shown, as the reader reads it.</param>
/// <param name="Description">The chart in one sentence, for those who do not see it.</param>
/// <param name="Unit">What the vertical axis counts.</param>
/// <param name="Marks">What is drawn, the lowest layer first.</param>
public sealed record ChartData(string Title, string Description, string Unit, IReadOnlyList<ChartMark> Marks)
{
    /// <summary>Digits after the point.</summary>
    public int Decimals { get; init; }
    public IReadOnlyList<ChartMilestone> Milestones { get; init; } = [];
    /// <summary>Words that the drawing needs, such as "estimated", in the language of the reader.</summary>
    public IReadOnlyDictionary<string, string> Words { get; init; } = new Dictionary<string, string>();

    [JsonIgnore]
    public bool IsEmpty => Marks.All(m => m.Points.Count == 0);

    /// <summary>The chart as its script reads it.</summary>
    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, Json);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase), new PointJson() },
    };

    /// <summary>An exact number is one number; one within bounds names them, too. An open end is left out.</summary>
    private sealed class PointJson : JsonConverter<ChartPoint>
    {
        public override ChartPoint Read(ref Utf8JsonReader reader, Type type, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ChartPoint point, JsonSerializerOptions options)
        {
            writer.WriteStartObject();
            if (point.Period.Days > 1)
            {
                writer.WriteString("start", Iso(point.Period.Start));
            }
            writer.WriteString("end", Iso(point.Period.End));
            if (point.Label is { } label)
            {
                writer.WriteString("label", label);
            }
            writer.WriteNumber("value", Short(point.Value.Estimate ?? point.Value.Low));
            if (!point.Value.IsExact)
            {
                writer.WriteNumber("low", Short(point.Value.Low));
                if (point.Value.High is { } high)
                {
                    writer.WriteNumber("high", Short(high));
                }
                writer.WriteString("as", Quantity.NameOf(point.Value.Qualifier));
            }
            if (point.Floor is { } floor)
            {
                writer.WriteNumber("floor", Short(floor));
                writer.WriteNumber("top", Short(point.Top ?? floor));
            }
            if (point.State != PointState.Known)
            {
                writer.WriteString("state", JsonNamingPolicy.CamelCase.ConvertName(point.State.ToString()));
            }
            writer.WriteEndObject();
        }

        private static string Iso(DateOnly day) => day.ToString("O", System.Globalization.CultureInfo.InvariantCulture);

        // A drawing needs no more; exports keep every digit.
        private static decimal Short(Rational value) => Math.Round(value.ToDecimal(), 6) / 1.000000m;
    }
}

/// <summary>How a mark is drawn.</summary>
public enum MarkKind
{
    /// <summary>A bar for each period, its bounds as a whisker.</summary>
    Bars,
    /// <summary>A line from point to point, its bounds as a band.</summary>
    Line,
    /// <summary>The area between two lines.</summary>
    Area,
}

/// <summary>One thing on a chart: bars, a line or an area.</summary>
/// <param name="Key">Names it in exports.</param>
/// <param name="Name">Names it to the reader.</param>
/// <param name="Kind">How it is drawn.</param>
/// <param name="Colour">Which of the theme's chart colours, from 1.</param>
/// <param name="Points">In the order of time.</param>
public sealed record ChartMark(string Key, string Name, MarkKind Kind, int Colour, IReadOnlyList<ChartPoint> Points)
{
    /// <summary>Drawn with dashes, so that it differs in more than colour.</summary>
    public bool Dashed { get; init; }
    /// <summary>Whether a line shows its bounds as a band.</summary>
    public bool Banded { get; init; }
}

/// <summary>How much a point can be relied on.</summary>
public enum PointState
{
    /// <summary>It was published, or follows from what was.</summary>
    Known,
    /// <summary>The best estimate between bounds.</summary>
    Estimated,
    /// <summary>Its period is not over, or not spoken of to its end.</summary>
    Partial,
    /// <summary>Nothing is said about it: zero or more.</summary>
    Unknown,
}

/// <summary>One value of a mark.</summary>
/// <param name="Period">The days it speaks of; one day for a count up to the end of it.</param>
/// <param name="Value">The value with its bounds.</param>
/// <param name="State">How much it can be relied on.</param>
/// <param name="Label">What the period is called, such as <c>2024-W15</c>; null for the day itself.</param>
public sealed record ChartPoint(Period Period, Quantity Value, PointState State = PointState.Known, string? Label = null)
{
    /// <summary>Of an area, where it begins.</summary>
    public Rational? Floor { get; init; }
    /// <summary>Of an area, where it ends.</summary>
    public Rational? Top { get; init; }
}

/// <summary>A dated event, drawn as a numbered line.</summary>
/// <param name="Number">Under which it is listed.</param>
/// <param name="On">Where it is drawn.</param>
/// <param name="Day">When it was, as precisely as it is known.</param>
/// <param name="Text">What happened.</param>
public sealed record ChartMilestone(int Number, DateOnly On, string Day, string Text);
