using System.Globalization;
using System.Text;

namespace SU7Tracker.Domain.Tests.Support;

/// <summary>The public record that the product ships, read without the product's own reader.</summary>
internal static class PublicRecord
{
    public static VehicleHistory SU7 { get; } = History("su7");
    public static VehicleHistory Model3 { get; } = History("model-3");
    public static VehicleHistory XiaomiEV { get; } = History("xiaomi-ev");

    /// <summary>The day of the article that the tracker began with.</summary>
    public static DateOnly ArticleDay { get; } = new(2024, 4, 18);

    /// <summary>The rows of one of its files, each by column name.</summary>
    public static IEnumerable<Dictionary<string, string>> Rows(string file)
    {
        using var stream = typeof(PublicRecord).Assembly.GetManifestResourceStream($"Record/{file}")!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var names = Fields(reader.ReadLine()!);
        while (reader.ReadLine() is { Length: > 0 } line)
        {
            yield return names.Zip(Fields(line)).ToDictionary(f => f.First, f => f.Second);
        }
    }

    private static VehicleHistory History(string slug)
    {
        var vehicle = Rows("vehicles.csv").Where(r => r["slug"] == slug)
            .Select(r => new Vehicle(slug, r["name"], r["maker"], Day(r["launched_on"]), r["note"])).Single();
        var revisions = new Dictionary<FigureKey, int>();
        var figures = Rows("figures.csv").Where(r => r["vehicle"] == slug)
            .Select(r => Figure(r, key => revisions[key] = revisions.GetValueOrDefault(key) + 1)).ToList();
        var sources = Rows("sources.csv").Select(r => new Source(
            r["id"], r["title"], r["publisher"], r["url"], Day(r["published_on"]), Enum.Parse<Grade>(r["grade"])));
        var milestones = Rows("milestones.csv").Where(r => r["vehicle"] == slug).Select(r => new Milestone(
            slug, Day(r["date"])!.Value, Enum.Parse<DatePrecision>(r["precision"], true), r["subject"], r["event"], r["source"]));
        var claims = Rows("claims.csv").Where(r => r["vehicle"] == slug).Select(r => new Claim(
            r["id"], slug, r["statement"], r["speaker"], Day(r["stated_on"])!.Value, r["metric"], Word<Relation>(r["relation"]),
            Number(r["low"]), Number(r["high"]), Day(r["at"])!.Value, r["source"]));
        return new(vehicle, 1, figures, sources, milestones, claims);
    }

    private static Figure Figure(Dictionary<string, string> row, Func<FigureKey, int> nextRevision)
    {
        var key = new FigureKey(
            new(row["vehicle"], Word<Measure>(row["measure"]), row["basis"], row["city"]),
            Word<Reading>(row["reading"]), Day(row["period_start"]), Day(row["period_end"])!.Value);
        var problem = Quantity.TryPublished(Quantity.QualifierNamed(row["qualifier"])!.Value, (long?)Number(row["low"]), (long?)Number(row["high"]), out var quantity);
        Assert.Null(problem);
        return new(key, quantity, Day(row["published_on"]), row["source"]) { Note = row["note"], Revision = nextRevision(key) };
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static T Word<T>(string text) where T : struct, Enum => Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

    private static List<string> Fields(string line)
    {
        var (fields, field, quoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '"' && quoted && i + 1 < line.Length && line[i + 1] == '"')
            {
                field.Append(line[i++]);
            }
            else if (line[i] == '"')
            {
                quoted = !quoted;
            }
            else if (line[i] == ',' && !quoted)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }
        fields.Add(field.ToString());
        return fields;
    }
}
