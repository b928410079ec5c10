using System.Globalization;
using System.Text;

namespace SU7Tracker.Domain.Tests.Support;

/// <summary>The public record that the product ships, read without the product's own reader.</summary>
internal static class PublicRecord
{
    public static FamilyHistory Family { get; } = Read();
    public static VehicleHistory SU7 { get; } = Family.Find("su7")!;
    public static VehicleHistory Model3 { get; } = Family.Find("model-3")!;
    public static VehicleHistory XiaomiEV { get; } = Family.Find("xiaomi-ev")!;

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

    private static FamilyHistory Read()
    {
        var vehicles = Rows("vehicles.csv")
            .Select(r => new Vehicle(r["slug"], r["name"], r["maker"], Day(r["launched_on"]), r["note"])
            {
                NameZh = r["name_zh"],
                Parent = r["parent"],
                ParentAloneUntil = Day(r["parent_alone_until"]),
                FirstDeliveryOn = Day(r["first_delivery_on"]),
            });
        var sources = Rows("sources.csv")
            .Select(r => new Source(r["id"], r["title"], r["publisher"], r["url"], Day(r["published_on"]), Enum.Parse<Grade>(r["grade"])))
            .ToList();
        var revisions = new Dictionary<(FigureKey, string), int>();
        var figures = Rows("figures.csv")
            .Select(r => Figure(r, sources, (key, source) => revisions[(key, source)] = revisions.GetValueOrDefault((key, source)) + 1))
            .ToList();
        var milestones = Rows("milestones.csv")
            .Select(r => new Milestone(
                r["vehicle"],
                Day(r["date"])!.Value,
                Enum.Parse<DatePrecision>(r["precision"], true),
                r["subject"],
                r["event"],
                r["source"]));
        var claims = Rows("claims.csv")
            .Select(r => new Claim(
                r["id"],
                r["vehicle"],
                r["statement"],
                r["speaker"],
                Day(r["stated_on"])!.Value,
                r["metric"],
                Word<Relation>(r["relation"]),
                Number(r["low"]),
                Number(r["high"]),
                Day(r["at"])!.Value,
                r["source"]));
        var cities = Rows("cities.csv")
            .Select(r => new City(r["slug"], r["name"], r["name_zh"], r["country"], Day(r["deliveries_from"]), r["source"]));
        return new(vehicles, 1, figures, sources, milestones, claims, [], [], cities);
    }

    private static Figure Figure(Dictionary<string, string> row, List<Source> sources, Func<FigureKey, string, int> nextRevision)
    {
        var key = new FigureKey(
            new(row["vehicle"], Word<Measure>(row["measure"]), row["basis"], row["city"]),
            Word<Reading>(row["reading"]),
            Day(row["period_start"]),
            Day(row["period_end"])!.Value);
        var problem = Quantity.TryPublished(
            Quantity.QualifierNamed(row["qualifier"])!.Value,
            (long?)Number(row["low"]),
            (long?)Number(row["high"]),
            out var quantity);
        if (problem is not null)
        {
            throw new InvalidDataException($"{row["source"]}: {problem}");
        }
        var known =
            sources.Single(s => s.Id == row["source"]).PublishedOn is { } published && published > key.End ? published : default(DateOnly?);
        return new(key, quantity, Day(row["published_on"]) ?? known, row["source"])
        {
            Note = row["note"],
            Revision = nextRevision(key, row["source"]),
        };
    }

    private static DateOnly? Day(string text) => text.Length == 0 ? null : DateOnly.ParseExact(text, "O", CultureInfo.InvariantCulture);

    private static decimal? Number(string text) => text.Length == 0 ? null : decimal.Parse(text, CultureInfo.InvariantCulture);

    private static T Word<T>(string text)
        where T : struct, Enum => Enum.Parse<T>(text.Replace("_", "", StringComparison.Ordinal), ignoreCase: true);

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
