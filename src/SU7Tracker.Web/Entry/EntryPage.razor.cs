using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Entry;

/// <summary>Where an admin records figures, sees what they change, and mends what is on record.</summary>
public sealed partial class EntryPage
{
    // What is typed is taken at every key, so that saving misses nothing; what it would change is asked for once the typing pauses.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private const string DefaultVehicle = "su7";
    private const string KeptFigure = "entry.figure";
    private const string KeptSource = "entry.source";
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private IReadOnlyList<Vehicle>? _vehicles;
    private IReadOnlyList<City> _cities = [];
    private IReadOnlyList<Source> _sources = [];
    private VehicleHistory? _history;
    private IReadOnlyDictionary<string, string> _names = None;   // of those who have recorded
    private EntryFields _fields = new();
    private FigureDraft? _draft;            // what the fields say, once they can be read
    private EntryPreview? _preview;
    private Figure? _conflict;              // what somebody else has recorded meanwhile
    private IReadOnlyDictionary<string, string> _wrong = None;
    private SourceFields? _newSource;
    private IReadOnlyDictionary<string, string> _sourceErrors = None;
    private bool _tried, _busy, _refused;
    private int _previews;
    private string? _weekOfAddress;
    private string? _next;                  // the field to go to once the page shows what was taken
    private IJSObjectReference? _module;
    private IDisposable? _following;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "vehicle")] private string? VehicleSlug { get; set; }
    [SupplyParameterFromQuery(Name = "measure")] private string? MeasureWord { get; set; }
    [SupplyParameterFromQuery(Name = "basis")] private string? BasisWord { get; set; }
    [SupplyParameterFromQuery(Name = "city")] private string? CitySlug { get; set; }
    [SupplyParameterFromQuery(Name = "week")] private string? WeekText { get; set; }

    private Series Chosen
    {
        get
        {
            var measure = WireNames.Measure(MeasureWord) ?? Measure.Production;
            var basis = BasisWord is { } word && Series.IsKey(word) ? word : SeriesChoice.UsualBases(measure)[0];
            return new(VehicleSlug ?? DefaultVehicle, measure, basis, CitySlug is { } city && Series.IsKey(city) ? city : "");
        }
    }

    private string HistoryTitle => EntryTexts.HistoryTitle.With(_history!.Vehicle.Name, Chosen.Measure.Display(), Chosen.Basis,
        Chosen.City.Length == 0 ? EntryTexts.AllCities : _cities.FirstOrDefault(c => c.Slug == Chosen.City)?.Name ?? Chosen.City);

    /// <summary>The latest revision on record of the days that are typed.</summary>
    private Figure? Recorded => _fields.ReadKey(Chosen) is { } key
        ? _history?.Revisions.GetValueOrDefault(Chosen)?.FirstOrDefault(r => r[0].Key == key)?[^1]
        : null;

    // Until someone tries to save, an empty field is not a mistake.
    private IReadOnlyDictionary<string, string> Errors => _tried ? _wrong : _wrong.Where(e => IsFilled(e.Key)).ToDictionary();

    protected override async Task OnParametersSetAsync()
    {
        _vehicles ??= [.. (await VehicleStore.AllAsync()).Where(v => !v.Retired)];
        if (_cities.Count == 0)
        {
            _cities = [.. (await CityStore.AllAsync()).Where(c => !c.Retired)];
            _sources = await OfferedSourcesAsync();
        }
        // Only an address that has changed has a say; otherwise what is typed stands.
        if (WeekText != _weekOfAddress && Week.TryParse(WeekText, out var week))
        {
            (_fields.Days, _fields.Week) = (Days.Week, week.ToString());
        }
        _weekOfAddress = WeekText;
        await LoadAsync();
        BeginUnlessTyped();
        await DeriveAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_next is { } field && _module is not null)
        {
            _next = null;
            await _module.InvokeVoidAsync("show", field);
        }
        if (!firstRender)
        {
            return;
        }
        _following = Feed.Follow(change =>
            change.Vehicle == Chosen.Vehicle || change.Vehicle.Length == 0 ? InvokeAsync(RefreshAsync) : Task.CompletedTask);
        _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Entry/EntryPage.razor.js");
        if (await RecallAsync<EntryFields>(KeptFigure) is { IsTyped: true } kept && !_fields.IsTyped)
        {
            _fields = kept;
        }
        _newSource ??= await RecallAsync<SourceFields>(KeptSource);
        await RefreshAsync();
    }

    private async Task RefreshAsync()
    {
        _sources = await OfferedSourcesAsync();
        await LoadAsync();
        BeginUnlessTyped();
        await DeriveAsync();
        StateHasChanged();
    }

    private async Task<IReadOnlyList<Source>> OfferedSourcesAsync() =>
        [.. (await SourceStore.AllAsync()).Where(s => !s.Retired && s.AliasOf.Length == 0)];

    private async Task LoadAsync()
    {
        _history = await Histories.FindAsync(Chosen.Vehicle);
        _names = await AccountNames.OfAsync(
            (_history?.Revisions.GetValueOrDefault(Chosen) ?? []).SelectMany(r => r).Select(f => f.RecordedBy));
    }

    private void BeginUnlessTyped()
    {
        if (!_fields.IsTyped)
        {
            _fields.Seen = Recorded?.Revision ?? 0;
        }
    }

    private async Task TypedAsync()
    {
        // Other days are another figure, of which nobody else's revision has been missed.
        if (_fields.ReadKey(Chosen) != _draft?.Key)
        {
            _fields.Seen = Recorded?.Revision ?? 0;
        }
        await KeepAsync();
        await DeriveAsync(Pause);
        if (_fields.Days == Days.Week && _fields.ReadWeek() is { } week && week.ToString() != WeekText)
        {
            GoTo(week);
        }
    }

    private void GoTo(Week week) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("week", week.ToString()), replace: true);

    // What the fields say, and what it would change. A later keystroke makes an earlier answer void.
    private async Task DeriveAsync(TimeSpan pause = default)
    {
        var mine = ++_previews;
        var draft = _history is null ? null : _fields.Read(Chosen, Recorded is not null, out _wrong);
        // A reason is asked for on saving; the preview need not wait for it.
        if (draft is null && _wrong.Keys.All(field => field == nameof(EntryFields.Reason)) && _history is not null)
        {
            draft = (_fields with { Reason = "–" }).Read(Chosen, true, out _);
        }
        _draft = draft;
        if (draft is null || !_fields.IsTyped)
        {
            (_preview, _conflict) = (null, null);
            return;
        }
        await Task.Delay(pause, Clock);
        if (mine != _previews)
        {
            return;
        }
        var row = (await FigureStore.PublishAsync([draft], Accounts.AuthorOf((await SignedIn).User), dryRun: true)).Rows[0];
        if (mine == _previews)
        {
            Show(draft, row);
        }
    }

    private void Show(FigureDraft draft, PublishedRow row)
    {
        _conflict = row.Current;
        if (row.Problem is { } problem && _conflict is null)
        {
            _wrong = new Dictionary<string, string>(_wrong) { [_fields.FieldOf(problem)] = problem.Text(CultureInfo.CurrentCulture) };
        }
        _preview = row.Problem is null
            ? EntryPreview.Of(_history!, draft, row, DateOnly.FromDateTime(Clock.GetUtcNow().UtcDateTime), CultureInfo.CurrentCulture)
            : null;
    }

    private async Task SaveAsync()
    {
        _tried = true;
        if (_busy || _fields.Read(Chosen, Recorded is not null, out _wrong) is not { } draft)
        {
            return;
        }
        if (await WriterAsync() is not { } author)
        {
            return;
        }
        _busy = true;
        var week = _fields.Days == Days.Week ? _fields.ReadWeek() : null;
        try
        {
            var outcome = await FigureStore.PublishAsync([draft], author);
            if (!outcome.Committed && outcome.Rows[0].Problem is not null)
            {
                _draft = draft;
                await LoadAsync();
                Show(draft, outcome.Rows[0]);
                return;
            }
            Snackbar.Add(
                outcome.Rows[0].Result == Result.Unchanged
                    ? EntryTexts.SavedUnchanged
                    : EntryTexts.Saved.With(draft.Key.DisplayNamed(), outcome.Rows[0].Revision),
                Severity.Success);
            await ClearAsync();
            if (outcome.Rows[0].Result == Result.New && week is { } saved)
            {
                GoTo(saved.Next);
            }
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task KeepMineAsync()
    {
        _fields.Seen = _conflict!.Revision;
        await KeepAsync();
        await DeriveAsync();
    }

    private async Task ClearAsync()
    {
        _fields = _fields.Next();
        (_tried, _wrong) = (false, None);
        await ForgetAsync(KeptFigure);
        await RefreshAsync();
    }

    private async Task Take(Figure figure, bool withdraw)
    {
        _fields = EntryFields.Of(figure, withdraw);
        _tried = false;
        _next = withdraw ? "entry-reason" : "entry-count";
        await KeepAsync();
        await DeriveAsync();
    }

    private void Choose(Series series) =>
        Navigation.NavigateTo(
            Navigation.GetUriWithQueryParameters(
                new Dictionary<string, object?>
                {
                    ["vehicle"] = series.Vehicle,
                    ["measure"] = WireNames.Of(series.Measure),
                    ["basis"] = series.Basis,
                    ["city"] = series.City.Length == 0 ? null : series.City,
                }));

    private async Task OpenSourceAsync()
    {
        _newSource ??= new();
        await KeepAsync();
    }

    private async Task AddSourceAsync(Source source)
    {
        if (await WriterAsync() is not { } author)
        {
            return;
        }
        _sourceErrors = await SourceErrorsAsync(source, author);
        if (_sourceErrors.Count > 0)
        {
            return;
        }
        _fields.Source = source.Id;
        if (_fields.Published.Length == 0 && source.PublishedOn is { } day)
        {
            _fields.Published = day.ToString("O", CultureInfo.InvariantCulture);
        }
        await CloseSourceAsync();
        await KeepAsync();
        await RefreshAsync();
    }

    // The store would take a known id as a change of that source.
    private async Task<IReadOnlyDictionary<string, string>> SourceErrorsAsync(Source source, Author author) =>
        _sources.Any(s => s.Id == source.Id) ? new Dictionary<string, string> { ["id"] = EntryTexts.SourceTaken }
        : _newSource?.Published is { Length: > 0 } typed && source.PublishedOn is null
            ? new Dictionary<string, string> { ["published_on"] = EntryTexts.DayUnreadable.With(typed) }
        : await SourceStore.SaveAsync(source, author) is { } problem
            ? new Dictionary<string, string> { [problem.Field] = problem.Text(CultureInfo.CurrentCulture) }
        : None;

    private async Task CloseSourceAsync()
    {
        (_newSource, _sourceErrors) = (null, None);
        await ForgetAsync(KeptSource);
    }

    // What a cookie said an hour ago does not count; the database says who may write now.
    private async Task<Author?> WriterAsync()
    {
        var author = await Accounts.WriterAsync((await SignedIn).User);
        _refused = author is null;
        return author;
    }

    private bool IsFilled(string field) => field switch
    {
        nameof(EntryFields.Week) => _fields.Week.Length > 0,
        nameof(EntryFields.End) => _fields.End.Length > 0,
        nameof(EntryFields.Start) => _fields.Start.Length > 0,
        nameof(EntryFields.Count) => _fields.Count.Length > 0,
        nameof(EntryFields.Published) => _fields.Published.Length > 0,
        nameof(EntryFields.Source) => _fields.Source.Length > 0,
        nameof(EntryFields.Reason) => _fields.Reason.Length > 0,
        _ => true,
    };

    private async Task KeepAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("keep", KeptFigure, JsonSerializer.Serialize(_fields));
            if (_newSource is not null)
            {
                await _module.InvokeVoidAsync("keep", KeptSource, JsonSerializer.Serialize(_newSource));
            }
        }
    }

    private async Task ForgetAsync(string name)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("forget", name);
        }
    }

    private async Task<T?> RecallAsync<T>(string name) where T : class
    {
        try
        {
            return await _module!.InvokeAsync<string?>("recall", name) is { } text ? JsonSerializer.Deserialize<T>(text) : null;
        }
        catch (JsonException)
        {
            return null;   // kept by an earlier version of this page
        }
    }

    public async ValueTask DisposeAsync()
    {
        _following?.Dispose();
        try
        {
            if (_module is not null)
            {
                await _module.DisposeAsync();
            }
        }
        catch (JSDisconnectedException)
        {
            // The page is closed already.
        }
    }
}
