using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.OpenApi;
using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Reads figures from JSON; every field that is wrong is named with its row.</summary>
internal sealed class FigureBody
{
    public const int MaxRows = 10_000;
    /// <summary>The fields of a figure, each with its type.</summary>
    private static readonly Dictionary<string, JsonSchemaType> Fields = new()
    {
        ["vehicle"] = JsonSchemaType.String, ["measure"] = JsonSchemaType.String, ["basis"] = JsonSchemaType.String,
        ["reading"] = JsonSchemaType.String,
        ["city"] = JsonSchemaType.String, ["periodStart"] = JsonSchemaType.String, ["periodEnd"] = JsonSchemaType.String,
        ["low"] = JsonSchemaType.Integer, ["high"] = JsonSchemaType.Integer, ["qualifier"] = JsonSchemaType.String,
        ["publishedOn"] = JsonSchemaType.String, ["source"] = JsonSchemaType.String, ["note"] = JsonSchemaType.String,
        ["reason"] = JsonSchemaType.String,
        ["withdrawn"] = JsonSchemaType.Boolean, ["expectedRevision"] = JsonSchemaType.Integer,
    };

    /// <summary>Those that every figure has.</summary>
    private static readonly string[] Needed = ["vehicle", "measure", "basis", "reading", "periodEnd", "qualifier", "source"];
    /// <summary>Those that are days.</summary>
    private static readonly string[] Days = ["periodStart", "periodEnd", "publishedOn"];

    private readonly int _row;
    private readonly JsonElement _element;
    private readonly Dictionary<string, JsonElement> _values = [];
    private readonly List<ApiError> _errors;
    private int _wrong;   // how much

    private FigureBody(int row, JsonElement element, List<ApiError> errors) => (_row, _element, _errors) = (row, element, errors);

    /// <summary>The figures that are right, each with its row, and what is wrong with the others.</summary>
    public static (List<(int Row, FigureDraft Draft)> Drafts, List<ApiError> Errors) Read(JsonElement array)
    {
        var (drafts, errors) = (new List<(int, FigureDraft)>(), new List<ApiError>());
        var row = 0;
        foreach (var element in array.EnumerateArray())
        {
            var figure = new FigureBody(row, element, errors);
            if (element.ValueKind != JsonValueKind.Object)
            {
                figure.Add("", ApiTexts.NotAnObject);
            }
            else if (figure.Draft() is { } draft)
            {
                drafts.Add((row, draft));
            }
            row++;
        }
        return (drafts, errors);
    }

    private FigureDraft? Draft()
    {
        foreach (var property in _element.EnumerateObject())
        {
            var name = NameOf(property);
            if (name is null || !Fields.ContainsKey(name))
            {
                Add(ApiProblem.Shown(name ?? ""), name is null ? ApiTexts.NotUnicode
                    : ApiProblem.Format(ApiTexts.UnknownField, ApiProblem.Shown(name)));
            }
            else if (!_values.TryAdd(name, property.Value))
            {
                Add(name, ApiTexts.FieldTwice);
            }
        }
        var vehicle = Key("vehicle", needed: true);
        var measure = Word("measure", WireNames.Measure, "UnknownMeasure");
        var basis = Key("basis", needed: true);
        var reading = Word("reading", WireNames.Reading, "UnknownReading");
        var city = Key("city", needed: false);
        var (start, end) = (Day("periodStart"), Day("periodEnd", needed: true));
        var qualifier = Word("qualifier", Quantity.QualifierNamed, "UnknownQualifier");
        var (low, high) = (Whole("low"), Whole("high"));
        var published = Day("publishedOn");
        var source = Text("source", Vehicle.MaxTextLength, needed: true);
        var (note, reason) = (Text("note", Figure.MaxNoteLength), Text("reason", Figure.MaxNoteLength));
        var withdrawn = Flag("withdrawn");
        var expected = Whole("expectedRevision");
        if (reading == Reading.InPeriod && start is null && !Has("periodStart"))
        {
            Wrong("periodStart", "StartNeeded");
        }
        else if (reading == Reading.Cumulative && start is not null)
        {
            Wrong("periodStart", "StartNotAllowed");
        }
        else if (start > end)
        {
            Wrong("periodEnd", "PeriodCrossed", start, end!);
        }
        Quantity quantity = default;
        if (qualifier is { } said && _wrong == 0 && Quantity.TryPublished(said, low, high, out quantity) is { } problem)
        {
            Add(problem.Field, problem.Text(CultureInfo.InvariantCulture));
        }
        return _wrong > 0 ? null : new(new(new(vehicle!, measure!.Value, basis!, city ?? ""), reading!.Value, start, end!.Value), quantity,
            published, source!)
        {
            Note = note ?? "", Reason = reason ?? "", Withdrawn = withdrawn,
            ExpectedRevision = expected is { } n ? (int)Math.Min(n, int.MaxValue) : null,
        };
    }

    private bool Has(string field) => _values.TryGetValue(field, out var value)
        && value.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined)
        && !(value.ValueKind == JsonValueKind.String && value.ValueEquals(""));

    private string? Text(string field, int longest, bool needed = false)
    {
        if (!Has(field))
        {
            if (needed)
            {
                Wrong(field, "Missing");
            }
            return null;
        }
        if (_values[field] is not { ValueKind: JsonValueKind.String } value)
        {
            Add(field, ApiProblem.Format(ApiTexts.WrongKind, ApiTexts.KindText));
            return null;
        }
        if (Unicode(value.GetString) is not { } text)
        {
            Add(field, ApiTexts.NotUnicode);
            return null;
        }
        if (text.Length > longest)
        {
            Wrong(field, "TooLong", text.Length, longest);
            return null;
        }
        return text;
    }

    // Null for what holds half of a surrogate pair, or bytes that are not UTF-8: it can be written in JSON, and is no text.
    private static string? Unicode(Func<string?> read)
    {
        try
        {
            return read();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private static string? NameOf(JsonProperty property) => Unicode(() => property.Name);

    private string? Key(string field, bool needed)
    {
        var text = Text(field, 1000, needed);
        if (text is not null && !Series.IsKey(text))
        {
            Wrong(field, "NotAKey", ApiProblem.Shown(text), Series.MaxKeyLength);
            return null;
        }
        return text;
    }

    private T? Word<T>(string field, Func<string?, T?> find, string unknown) where T : struct
    {
        var text = Text(field, 1000, needed: true);
        if (text is null || find(text) is { } found)
        {
            return text is null ? null : find(text);
        }
        Wrong(field, unknown, ApiProblem.Shown(text));
        return null;
    }

    private DateOnly? Day(string field, bool needed = false)
    {
        if (Text(field, 1000, needed) is not { } text)
        {
            return null;
        }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            Wrong(field, "NotADate", ApiProblem.Shown(text));
            return null;
        }
        if (day < Period.Earliest || day > Period.Latest)
        {
            Wrong(field, "DayOutOfRange", day, Period.Earliest, Period.Latest);
            return null;
        }
        return day;
    }

    private long? Whole(string field)
    {
        if (!Has(field))
        {
            return null;
        }
        var value = _values[field];
        if (value.ValueKind != JsonValueKind.Number)
        {
            Add(field, ApiProblem.Format(ApiTexts.WrongKind, ApiTexts.KindWhole));
            return null;
        }
        var digits = value.GetRawText();
        var whole = WireNames.Whole(digits);
        if (whole < 0)
        {
            Wrong(field, "Negative", whole);
        }
        else if (whole is null && digits.All(char.IsAsciiDigit))
        {
            Wrong(field, "TooLarge", ApiProblem.Shown(digits), Quantity.MaxCount);
        }
        else if (whole is null)
        {
            Wrong(field, "NotAWholeNumber", ApiProblem.Shown(digits));
        }
        return whole;
    }

    private bool Flag(string field)
    {
        if (!Has(field))
        {
            return false;
        }
        var value = _values[field];
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
        {
            Add(field, ApiProblem.Format(ApiTexts.WrongKind, ApiTexts.KindFlag));
            return false;
        }
        return value.GetBoolean();
    }

    private void Wrong(string field, string code, params object[] arguments) =>
        Add(field, new Problem(field, code, arguments).Text(CultureInfo.InvariantCulture));

    private void Add(string field, string reason)
    {
        // Each of its fields may be wrong; of fields that are none it may have any number.
        if (++_wrong <= Fields.Count)
        {
            _errors.Add(new(field, reason, _row));
        }
    }

    /// <summary>The name of a column as a field of JSON.</summary>
    public static string FieldOf(string column) => column switch
    {
        "period_start" => "periodStart",
        "period_end" => "periodEnd",
        "published_on" => "publishedOn",
        "expected_revision" => "expectedRevision",
        _ => column,
    };

    /// <summary>The schema of an array of figures.</summary>
    public static OpenApiSchema Schema() => new() { Type = JsonSchemaType.Array, MaxItems = MaxRows, Items = FigureSchema() };

    private static OpenApiSchema FigureSchema() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = Fields.ToDictionary(f => f.Key, f => (IOpenApiSchema)SchemaOf(f.Key, f.Value)),
        Required = Needed.ToHashSet(),
        AdditionalPropertiesAllowed = false,
    };

    private static OpenApiSchema SchemaOf(string field, JsonSchemaType type) => new()
    {
        // Null says the same as leaving it out.
        Type = Needed.Contains(field) ? type : type | JsonSchemaType.Null,
        Format = Days.Contains(field) ? "date" : null,
        Minimum = type == JsonSchemaType.Integer ? "0" : null,
        Enum = field switch
        {
            "measure" => Choices(Enum.GetValues<Measure>().Select(WireNames.Of)),
            "reading" => Choices(Enum.GetValues<Reading>().Select(WireNames.Of)),
            "qualifier" => Choices(Enum.GetValues<Qualifier>().Select(Quantity.NameOf)),
            _ => null,
        },
    };

    private static List<JsonNode> Choices(IEnumerable<string> words) => [.. words.Select(w => (JsonNode)w)];
}
