using System.Text;
using Microsoft.Net.Http.Headers;
using Microsoft.OpenApi;

namespace SU7Tracker.Web.Api;

/// <summary>The parameters of one request, read as they are declared, with what is wrong with them.</summary>
internal sealed class ApiQuery
{
    private readonly List<ApiError> _errors = [];
    private readonly Dictionary<string, object?> _values = [];
    private readonly IReadOnlyList<Parameter> _parameters;

    /// <summary>Reads the parameters of a request in their order.</summary>
    /// <param name="context">The request.</param>
    /// <param name="parameters">Those of its address.</param>
    /// <param name="today">The day on which it is answered.</param>
    public ApiQuery(HttpContext context, IReadOnlyList<Parameter> parameters, DateOnly today)
    {
        (Context, _parameters, Today) = (context, parameters, today);
        WantsCsv = Wants(context.Request);
        foreach (var parameter in parameters)
        {
            _values[parameter.Name] = parameter.Read(this);
        }
    }

    public HttpContext Context { get; }

    /// <summary>The day up to which "all that is known today" goes: what is published tomorrow is not known yet.</summary>
    public DateOnly Today { get; }

    /// <summary>Whether a table is asked for; known when the caller has gone whose response others wait for.</summary>
    public bool WantsCsv { get; }

    /// <summary>Called off when the caller has gone.</summary>
    public CancellationToken Cancel => Context.RequestAborted;

    /// <summary>The response that names all that is wrong; null when nothing is.</summary>
    public IResult? Problem => _errors.Count == 0 ? null : ApiProblem.Of(StatusCodes.Status400BadRequest, ApiTexts.BadQuery, _errors);

    /// <summary>The value of a parameter of this address.</summary>
    public T Get<T>(Parameter<T> parameter) => (T)_values[parameter.Name]!;

    /// <summary>The text that a request gives for a parameter; null when it gives none.</summary>
    public string? Given(Parameter parameter)
    {
        if (parameter.In == ParameterLocation.Path)
        {
            return Context.GetRouteValue(parameter.Name) as string ?? "";
        }
        var given = Context.Request.Query[parameter.Name];
        if (given.Count > 1)
        {
            Refuse(parameter.Name, ApiTexts.GivenTwice);
        }
        return given is [{ Length: > 0 } text, ..] ? text : null;
    }

    /// <summary>Adds what is wrong with a parameter.</summary>
    public void Refuse(string name, string why) => _errors.Add(new(name, why));

    /// <summary>Refuses parameters that are not declared: where something is written, a misspelt one must not be passed over.</summary>
    public void RefuseOthers()
    {
        foreach (var name in Context.Request.Query.Keys.Where(k =>
            _parameters.All(p => !p.Name.Equals(k, StringComparison.OrdinalIgnoreCase))))
        {
            Refuse(ApiProblem.Shown(name), ApiProblem.Format(ApiTexts.UnknownParameter, ApiProblem.Shown(name),
                string.Join(", ", _parameters.Select(p => p.Name))));
        }
    }

    /// <summary>Whether the caller has the response with a tag.</summary>
    public bool Has(string tag) => CachedResult.Has(Context.Request, tag);

    /// <summary>
    /// The address where this response stays for a version. It names the value of every parameter, so that no default can change it, and
    /// nothing that needs to be escaped.
    /// </summary>
    /// <param name="template">The path of the address, with the names of parameters in braces.</param>
    /// <param name="version">The version of the record.</param>
    public string Address(string template, long version)
    {
        var (path, query) = (template, new StringBuilder());
        foreach (var parameter in _parameters.Where(p => p != ApiParameters.Version))
        {
            if (parameter.Write(_values[parameter.Name]) is { Length: > 0 } text)
            {
                path = parameter.In == ParameterLocation.Path ? path.Replace($"{{{parameter.Name}}}", text, StringComparison.Ordinal)
                    : path;
                _ = parameter.In == ParameterLocation.Path ? query : query.Append(parameter.Name).Append('=').Append(text).Append('&');
            }
        }
        return string.Create(System.Globalization.CultureInfo.InvariantCulture,
            $"{ApiSetup.Root}{path}{(WantsCsv ? ".csv" : "")}?{query}version={version}");
    }

    private static bool Wants(HttpRequest request) => request.Path.Value!.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || (request.Headers.Accept.Count > 0 && PrefersCsv(request.GetTypedHeaders().Accept));

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
            return match.range is null ? (0, int.MaxValue)
                : (match.range.Quality ?? 1, match.range.MatchesAllSubTypes ? int.MaxValue : match.place);
        }
    }
}
