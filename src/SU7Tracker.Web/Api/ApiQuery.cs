using System.Globalization;
using SU7Tracker.Data;
using Microsoft.Net.Http.Headers;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Reads the parameters of an address and gathers what is wrong with them.</summary>
internal sealed class ApiQuery(HttpRequest request)
{
    private readonly List<ApiError> _errors = [];

    public HttpContext Context => request.HttpContext;

    /// <summary>Called off when the caller has gone.</summary>
    public CancellationToken Cancel => Context.RequestAborted;

    /// <summary>The answer that names all that is wrong; null when nothing is.</summary>
    public IResult? Problem => _errors.Count == 0 ? null : ApiProblem.Of(StatusCodes.Status400BadRequest, ApiTexts.BadQuery, _errors);

    public bool WantsCsv => request.Path.Value!.EndsWith(".csv", StringComparison.OrdinalIgnoreCase) || (request.Headers.Accept.Count > 0 && PrefersCsv(request.GetTypedHeaders().Accept));

    // What is accepted more; of two accepted alike the one named first, and JSON where neither is named.
    private static bool PrefersCsv(IList<MediaTypeHeaderValue> accepted)
    {
        var (csv, json) = (Of("text/csv"), Of("application/json"));
        return csv.Quality > json.Quality || (csv.Quality == json.Quality && csv.Quality > 0 && csv.Place < json.Place);

        (double Quality, int Place) Of(string type)
        {
            var wanted = new MediaTypeHeaderValue(type);
            var match = accepted.Select((range, place) => (range, place)).Where(a => wanted.IsSubsetOf(a.range))
                .OrderBy(a => a.range.MatchesAllTypes).ThenBy(a => a.range.MatchesAllSubTypes).FirstOrDefault();
            return match.range is null ? (0, int.MaxValue) : (match.range.Quality ?? 1, match.range.MatchesAllSubTypes ? int.MaxValue : match.place);
        }
    }

    /// <summary>Whether the caller has the answer with a tag.</summary>
    public bool Has(string tag) => AnswerResult.Has(request, tag);

    public string? Text(string name)
    {
        var given = request.Query[name];
        if (given.Count > 1)
        {
            _errors.Add(new(name, ApiTexts.GivenTwice));
        }
        return given is [{ Length: > 0 } text, ..] ? text : null;
    }

    public DateOnly? Day(string name)
    {
        if (Text(name) is not { } text)
        {
            return null;
        }
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
        {
            _errors.Add(new(name, new Problem(name, "NotADate", ApiProblem.Shown(text)).Text(CultureInfo.InvariantCulture)));
            return null;
        }
        if (day < Period.Earliest || day > Period.Latest)
        {
            _errors.Add(new(name, new Problem(name, "DayOutOfRange", day, Period.Earliest, Period.Latest).Text(CultureInfo.InvariantCulture)));
            return null;
        }
        return day;
    }

    public T? Choice<T>(string name, Func<string, T?> find, IEnumerable<string> choices)
    {
        if (Text(name) is not { } text)
        {
            return default;
        }
        var found = find(text);
        if (found is null)
        {
            _errors.Add(new(name, ApiProblem.Format(ApiTexts.NotAChoice, ApiProblem.Shown(text), string.Join(", ", choices))));
        }
        return found;
    }

    public Measure? Measure(string name = "measure") => Choice(name, WireNames.Measure, Enum.GetValues<Measure>().Select(WireNames.Of));

    public string? Key(string name)
    {
        var text = Text(name);
        if (text is not null && !Series.IsKey(text))
        {
            _errors.Add(new(name, new Problem(name, "NotAKey", ApiProblem.Shown(text), Series.MaxKeyLength).Text(CultureInfo.InvariantCulture)));
            return null;
        }
        return text;
    }

    public bool Flag(string name) => Choice(name, t => t switch { "true" or "1" => true, "false" or "0" => false, _ => default(bool?) }, ["true", "false"]) ?? false;

    public long Whole(string name, long least, long most, long otherwise)
    {
        if (Text(name) is not { } text)
        {
            return otherwise;
        }
        if (WireNames.Whole(text) is not { } value || value < least || value > most)
        {
            _errors.Add(new(name, ApiProblem.Format(ApiTexts.NotInRange, ApiProblem.Shown(text), least, most)));
            return otherwise;
        }
        return value;
    }

    /// <summary>The version that an address is pinned to; null for the live one.</summary>
    public long? Version() => Whole("version", 1, long.MaxValue, 0) is var version and > 0 ? version : null;

    /// <summary>The two days of a stretch, in their order.</summary>
    public (DateOnly? From, DateOnly? To) Days()
    {
        var (from, to) = (Day("from"), Day("to"));
        if (from > to)
        {
            _errors.Add(new("to", new Problem("to", "PeriodCrossed", from, to!).Text(CultureInfo.InvariantCulture)));
        }
        return (from, to);
    }

    /// <summary>Where something is written, a misspelt parameter must not be passed over.</summary>
    public void Allow(params IReadOnlyList<string> names)
    {
        foreach (var name in request.Query.Keys.Where(k => !names.Contains(k, StringComparer.OrdinalIgnoreCase)))
        {
            _errors.Add(new(ApiProblem.Shown(name), ApiProblem.Format(ApiTexts.UnknownParameter, ApiProblem.Shown(name), string.Join(", ", names))));
        }
    }

    /// <summary>Says that a parameter is missing, and why it is needed.</summary>
    public void Require(string name, string why)
    {
        if (request.Query[name] is not [{ Length: > 0 }, ..])
        {
            _errors.Add(new(name, why));
        }
    }
}
