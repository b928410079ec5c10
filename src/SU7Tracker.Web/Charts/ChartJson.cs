using System.Text.Json;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Charts;

/// <summary>
/// Writes a chart as its script reads it: every text in it, in the reader's language, so that the script has none of its own.
/// </summary>
internal static class ChartJson
{
    public static byte[] Write(ChartData chart)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            json.WriteString("title", chart.Title);
            json.WriteString("unit", chart.Unit);
            json.WriteNumber("decimals", chart.Decimals);
            json.WriteBoolean("tenThousands", NumberText.InTenThousands);
            json.WriteString("sources", chart.Sources);
            json.WriteString("across", chart.Across);
            if (chart.Ceiling is { } ceiling)
            {
                json.WriteNumber("ceiling", ceiling);
            }
            if (chart.Days is { } days)
            {
                json.WriteString("from", days.Start.Iso());
                json.WriteString("to", days.End.Iso());
            }
            json.WriteStartArray("marks");
            foreach (var mark in chart.Marks)
            {
                Write(json, mark, chart);
            }
            json.WriteEndArray();
            json.WriteStartArray("milestones");
            foreach (var milestone in chart.Milestones)
            {
                json.WriteStartObject();
                json.WriteString("on", milestone.On.Iso());
                json.WriteString("name", milestone.Name);
                json.WriteString("text", milestone.Text);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("regions");
            foreach (var region in chart.Regions)
            {
                json.WriteStartObject();
                json.WriteString("from", region.Days.Start.Iso());
                json.WriteString("to", region.Days.End.Iso());
                json.WriteString("text", region.Text);
                json.WriteString("kind", region.Kind);
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.ToArray();
    }

    /// <summary>A value as a reader reads it, with its best estimate where it has one.</summary>
    public static string TextOf(ChartPoint point, int decimals) =>
        point.Text is { } said ? said
        : point.Look == ChartLook.Missing ? DisplayTexts.NotKnown
        : point.Value.IsExact || point.Value.Qualifier == Qualifier.About || point.Value.Estimate is not { } estimate
            ? point.Value.Display(decimals)
        : ChartTexts.EstimatedAt.With(point.Value.Display(decimals), estimate.Display(decimals));

    private static void Write(Utf8JsonWriter json, ChartMark mark, ChartData chart)
    {
        json.WriteStartObject();
        json.WriteString("key", mark.Key);
        json.WriteString("name", mark.Name);
        json.WriteString("kind", Camel(mark.Kind));
        json.WriteNumber("colour", mark.Colour);
        json.WriteString("symbol", mark.Symbol);
        json.WriteString("end", mark.EndLabel);
        json.WriteBoolean("dashed", mark.Dashed);
        json.WriteBoolean("labelled", mark.Labelled);
        json.WriteBoolean("crosses", mark.Crosses);
        json.WriteBoolean("plain", mark.Plain);
        json.WriteStartArray("points");
        foreach (var point in mark.Points)
        {
            Write(json, point, chart, mark.Labelled);
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, ChartPoint point, ChartData chart, bool labelled)
    {
        json.WriteStartObject();
        if (point.Across is { } across)
        {
            json.WriteNumber("from", across.From);
            json.WriteNumber("to", across.To);
        }
        else
        {
            if (point.Period.Days > 1)
            {
                json.WriteString("from", point.Period.Start.Iso());
            }
            json.WriteString("to", point.Period.End.Iso());
        }
        json.WriteString("look", Camel(point.Look));
        if (point.Value.Estimate is { } best)
        {
            json.WriteNumber("value", Short(best));
        }
        if (!point.Value.IsExact)
        {
            json.WriteNumber("low", Short(point.Value.Low));
            if (point.Value.High is { } high)
            {
                json.WriteNumber("high", Short(high));
            }
        }
        json.WriteString("title", point.Title ?? point.Period.Display());
        if (point.Tick is { } tick)
        {
            json.WriteString("tick", tick);
        }
        json.WriteString("text", TextOf(point, chart.Decimals));
        if (point.Pale)
        {
            json.WriteBoolean("pale", true);
        }
        if (point.Label is { } own)
        {
            json.WriteString("label", own);
        }
        else if (labelled && point.Look != ChartLook.Missing)
        {
            var exact = point.Value.IsExact || point.Value.Qualifier == Qualifier.About || point.Value.Estimate is null;
            var text = exact ? point.Value.Display(chart.Decimals) : "≈ " + point.Value.Estimate!.Value.Display(chart.Decimals);
            json.WriteString("label", point.Text ?? text);
        }
        if (point.Bare)
        {
            json.WriteBoolean("bare", true);
        }
        if (point.Notes.Count > 0)
        {
            json.WriteStartArray("notes");
            foreach (var note in point.Notes)
            {
                json.WriteStringValue(note);
            }
            json.WriteEndArray();
        }
        if (point.Open is { } open)
        {
            json.WriteString("open", open);
        }
        json.WriteEndObject();
    }

    private static string Camel<T>(T value) where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    // A drawing needs no more digits; exports keep every one.
    private static decimal Short(Rational value) => Math.Round(value.ToDecimal(), 4) / 1.0000m;
}
