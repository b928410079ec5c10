using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.JSInterop;
using MudBlazor;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Entry;

/// <summary>Where an admin records figures, sees what they change, and mends what is on record.</summary>
public sealed partial class EntryPage
{
    private const int WeeksShown = 26, MonthsShown = 24, MostColumnsAtFirst = 6;
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private IReadOnlyList<Vehicle> _vehicles = [];
    private IReadOnlyList<City> _cities = [];
    private IReadOnlyList<Source> _sources = [];
    private GridRecord? _record;
    private IReadOnlyList<GridColumn> _columns = [];
    private IReadOnlyList<TypedCell> _typed = [];
    private BatchFields _batch = new();
    private EntryDraft _draft = EntryDraft.Empty;
    private Consequences? _consequences;
    private GridCell? _focused;
    private IReadOnlyDictionary<string, string> _names = None;   // of those who have recorded figures of the cell
    private string _focusedId = "";
    private IReadOnlyList<string> _others = [];
    private SourceFields? _newSource;
    private IReadOnlyDictionary<string, string> _sourceErrors = None;
    private string _firstDay = "", _lastDay = "";
    private string? _daysProblem;
    private List<GridRow> _addedDays = [];
    private bool _isLoading = true, _saving, _refused, _asOfThen, _isDeriving;
    private string? _failure, _address, _account, _visited;
    private int _restored;
    private EntryGrid? _grid;
    private GridModel? _model;
    private int _shown;
    private bool _isReady;
    private CancellationTokenSource? _previewing;
    private IDisposable? _following, _visit;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private ViewState View => Navigation.View();
    private DateOnly Today => Clock.Today();
    private string StorageKey => $"entry.{_account}.{_record!.History.Vehicle.Slug}";

    private RowKind Rows => View.Rows switch { "months" => RowKind.Months, "days" => RowKind.Days, _ => RowKind.Weeks };

    private IReadOnlyList<GridColumn> AllColumns => [.. GridColumn.Of(_record!.History).Concat(_columns).Distinct()];

    private IReadOnlyList<(string, ViewState, bool)> RowChoices =>
    [
        (GridTexts.RowsWeeks, View with { Rows = null, From = null, To = null }, Rows == RowKind.Weeks),
        (GridTexts.RowsMonths, View with { Rows = "months", From = null, To = null }, Rows == RowKind.Months),
        (GridTexts.RowsDays, View with { Rows = "days", From = null, To = null }, Rows == RowKind.Days),
    ];

    private string StateText
    {
        get
        {
            var parts = new List<string>();
            if (_draft.Cells.Count > 0)
            {
                parts.Add(GridTexts.StateChanged.With(_draft.Cells.Count));
            }
            if (_draft.Wrong.Count() is > 0 and var wrong)
            {
                parts.Add(GridTexts.StateWrong.With(wrong));
            }
            if (_draft.Asks.Count() + _draft.Conflicts.Count() is > 0 and var open)
            {
                parts.Add(GridTexts.StateOpen.With(open));
            }
            return string.Join(" · ", parts.Count == 0 ? [GridTexts.StateNothing] : [.. parts, GridTexts.StateKept]);
        }
    }

    private string SaveText => _draft.Cells.Count(c => c.State is CellState.Ready or CellState.Asks or CellState.Conflict) switch
        {
            0 => EntryTexts.Save,
            1 => GridTexts.SaveFigure,
            var count => GridTexts.SaveFigures.With(count),
        };

    protected override async Task OnParametersSetAsync()
    {
        if (_address == Navigation.Uri)
        {
            return;
        }
        _address = Navigation.Uri;
        await LoadAsync();
        _isLoading = false;
        if (_isReady)
        {
            await ShowAsync();
        }
    }

    protected override void OnInitialized() => Navigation.LocationChanged += Moved;

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _following = Feed.Follow(change =>
                change.Vehicle.Length == 0 || _record?.History.Family.Find(change.Vehicle) is not null
                    ? InvokeAsync(RefreshAsync)
                    : Task.CompletedTask);
        }
    }

    // Another row or column is the same page: what is typed stays.
    private void Moved(object? sender, Microsoft.AspNetCore.Components.Routing.LocationChangedEventArgs e)
    {
        if (ViewState.Read(e.Location).Path == "/entry")
        {
            _ = InvokeAsync(async () =>
            {
                await OnParametersSetAsync();
                StateHasChanged();
            });
        }
    }

    private async Task<IReadOnlyList<Source>> OfferedSourcesAsync() =>
        [.. (await SourceStore.AllAsync()).Where(s => !s.Retired && s.AliasOf.Length == 0)];

    private async Task LoadAsync()
    {
        _account ??= (await SignedIn).User.Identity?.Name ?? "";
        _vehicles = await Directory.AllAsync();
        _cities = [.. (await Directory.CitiesAsync()).Values.OrderBy(c => c.Name, StringComparer.Ordinal)];
        _sources = await OfferedSourcesAsync();
        var vehicle = await Directory.FindAsync(View.Vehicle);
        var history = vehicle is null ? null : await Histories.FindAsync(vehicle.Slug);
        if (_record?.History.Vehicle.Slug != history?.Vehicle.Slug)
        {
            // What was typed of another vehicle is kept in the browser under its name.
            (_typed, _draft, _consequences, _focused, _batch, _newSource) = ([], EntryDraft.Empty, null, null, new(), null);
            (_isReady, _restored, _addedDays, _model) = (false, 0, [], null);
            _visit?.Dispose();
            _visit = null;
        }
        _record = history is null ? null
            : ReferenceEquals(history, _record?.History) && _record.Today == Today ? _record
            : new(history, Today);
        _columns = _record is null ? [] : Columns(_record.History);
    }

    // Those of the address, else the first on record; and those of cells that are typed, so that nothing typed is out of sight.
    private IReadOnlyList<GridColumn> Columns(VehicleHistory history)
    {
        var slug = history.Vehicle.Slug;
        var chosen = View.Columns.Select(c => GridColumn.Parse(slug, c)).OfType<GridColumn>().ToList();
        var shown = chosen.Count > 0 ? chosen : GridColumn.Of(history).Where(c => !c.Series.IsPlan).Take(MostColumnsAtFirst);
        return [.. shown.Concat(_typed.Select(t => GridColumn.Parse(slug, t.Id.Split('|')[^1])).OfType<GridColumn>()).Distinct()];
    }

    private Period Range
    {
        get
        {
            var (from, to) = (View.From, View.To);
            var focus = GridRow.Parse(View.Week ?? "")?.Days;
            var last = to ?? (focus is { } day && from is null && day.End < Week.Of(Today).Monday.AddDays(-7 * (WeeksShown - 1))
                ? day.End.AddDays(7 * WeeksShown / 2) : Latest(Week.Of(Today).Sunday, focus?.End));
            var first = from ?? (Rows == RowKind.Weeks ? last.AddDays(1 - (7 * WeeksShown)) : last.AddDays(1).AddMonths(-MonthsShown));
            return new(first < last ? first : last, last);
        }
    }

    private static DateOnly Latest(DateOnly day, DateOnly? other) => other is { } later && later > day ? later : day;

    private IReadOnlyList<GridRow> RowsShown()
    {
        var published = _columns.SelectMany(c => _record!.Standing(c.Series, Reading.InPeriod)).Select(f => f.Key.Period!.Value);
        var rows = GridRow.Between(Rows, Range, published);
        return [.. rows.Concat(_addedDays).Concat(_typed.Select(t => GridRow.Parse(t.Id.Split('|')[0])).OfType<GridRow>())
            .Distinct().OrderBy(r => r.Days.End).ThenByDescending(r => r.Days.Start)];
    }

    private string RangeLink(int step)
    {
        var range = Range;
        return step < 0
            ? (View with { From = range.Start.AddDays(-range.Days), To = range.End }).Url
            : (View with { From = range.Start, To = range.End.AddDays(range.Days) }).Url;
    }

    private async Task<GridModel> ModelAsync()
    {
        var (record, rows, columns, kind, culture) = (_record!, RowsShown(), _columns, Rows, CultureInfo.CurrentUICulture.Name);
        var cities = _cities.ToDictionary(c => c.Slug);
        var key = (record.History.Vehicle.Slug, record.History.Version, record.Today, kind, culture,
            string.Join(',', columns.Select(c => c.Id)), string.Join(',', rows.Select(r => r.Id)));
        return await Derivations.RunAsync(record.History.Family, key, cancel =>
        {
            record.History.AsOf(record.Today).Derive(cancel);
            return GridModel.Of(record, kind, rows, columns, cities);
        }, CancellationToken.None);
    }

    // The figures at once; what they determine when it is derived, unless more was asked for meanwhile. After a change of the record the
    // pages of readers come first, and who tells them does not wait.
    private async Task ShowAsync(string? focus = null, bool isRefresh = false)
    {
        if (_record is null || _grid is null || _columns.Count == 0)
        {
            return;
        }
        var mine = ++_shown;
        if (_model is not null)
        {
            await _grid.ShowAsync(ModelAtOnce(), focus);
            await ReadAsync();
        }
        var deriving = DeriveAsync(mine, focus, isRefresh ? Settling : TimeSpan.Zero);
        if (!isRefresh)
        {
            await deriving;
        }
    }

    private async Task DeriveAsync(int mine, string? focus, TimeSpan pause)
    {
        await Task.Delay(pause, Clock);
        if (mine != _shown)
        {
            return;
        }
        try
        {
            var model = await ModelAsync();
            if (mine == _shown)
            {
                var isFirst = _model is null;
                await _grid!.ShowAsync(_model = model, isFirst ? focus : null);
                if (isFirst)
                {
                    await ReadAsync();
                }
            }
        }
        catch (BusyException)
        {
            _failure = GridTexts.Busy;
        }
        catch (JSDisconnectedException)
        {
            // The page is closed already.
        }
    }

    private GridModel ModelAtOnce() => _model!.With(_record!, Rows, RowsShown(), _columns, _cities.ToDictionary(c => c.Slug));

    private async Task RestoreAsync(KeptEntry kept)
    {
        _typed = kept.Cells;
        _restored = kept.Cells.Count;
        _batch = ReadBatch(kept.Batch) ?? new();
        _newSource = _batch.NewSource;
        _isReady = true;
        var slug = _record!.History.Vehicle.Slug;
        await EnterAsync(slug);
        _columns = Columns(_record.History);
        await ShowAsync(View.Week);
        StateHasChanged();
    }

    // The page of another vehicle is another one.
    private async Task EnterAsync(string slug)
    {
        if (_visited != slug)
        {
            var account = Accounts.AuthorOf((await SignedIn).User).Id;
            _visit?.Dispose();
            (_visited, _others) = (slug, []);
            _visit = Presence.Enter(slug, account, () => _ = InvokeAsync(() => NameOthersAsync(slug, account)));
        }
    }

    private async Task NameOthersAsync(string slug, string account)
    {
        try
        {
            IReadOnlyList<string> others;
            IReadOnlyDictionary<string, string> names;
            do
            {
                others = Presence.Others(slug, account);
                names = await AccountNames.OfAsync(others);
            }
            while (!others.SequenceEqual(Presence.Others(slug, account)));
            if (_visited == slug)
            {
                _others = [.. others.Select(id => names[id]).Order(StringComparer.CurrentCulture)];
                StateHasChanged();
            }
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            // Names are looked up again when the next one comes or goes.
        }
    }

    private static BatchFields? ReadBatch(string? json)
    {
        try
        {
            return json is null ? null : JsonSerializer.Deserialize<BatchFields>(json);
        }
        catch (JsonException)
        {
            return null;   // kept by an earlier version of this page
        }
    }

    private async Task RefreshAsync()
    {
        await LoadAsync();
        if (_isReady)
        {
            await ShowAsync(isRefresh: true);
        }
        StateHasChanged();
    }

    // Each call of the browser is checked anew: what a cookie said an hour ago does not count.
    private async Task TypedAsync(IReadOnlyList<TypedCell> changed, IReadOnlyCollection<string> gone)
    {
        var now = changed.ToDictionary(c => c.Id);
        var kept = _typed.Where(t => !gone.Contains(t.Id)).Select(t => now.Remove(t.Id, out var typed) ? typed : t).ToList();
        _typed = [.. kept, .. changed.Where(c => now.ContainsKey(c.Id))];
        if (await WriterAsync() is not null)
        {
            _restored = _typed.Count == 0 ? 0 : _restored;
            await ReadAsync();
        }
        StateHasChanged();
    }

    private async Task FocusedAsync(string id)
    {
        if (await WriterAsync() is not null && id.Split('|') is [var row, var column] && GridRow.Parse(row) is { } days
            && GridColumn.Parse(_record!.History.Vehicle.Slug, column) is { } counted)
        {
            (_focusedId, _focused) = (id, _record.Of(counted.KeyIn(days.Days)));
            _names = await AccountNames.OfAsync(_focused.Revisions.SelectMany(r => r).Select(f => f.RecordedBy));
        }
        StateHasChanged();
    }

    private Task ExtendedAsync(DateOnly from, DateOnly to)
    {
        Navigation.NavigateTo((View with { From = from, To = to }).Url, replace: true);
        return Task.CompletedTask;
    }

    private async Task ReadAsync()
    {
        _draft = EntryDraft.Read(_record!, _typed, _batch);
        _focused = _focused is null ? null : _record!.Of(_focused.Key);
        if (_grid is not null)
        {
            await _grid.AnswerAsync(_draft.Cells);
            if (_draft.Same.Any(c => c.Typed.Base != c.Cell!.Base))
            {
                // Saved already, by oneself before an answer was lost or by somebody who typed the same.
                await _grid.DropAsync([.. _draft.Same.Where(c => c.Typed.Base != c.Cell!.Base).Select(c => c.Typed.Id)]);
            }
        }
        StateHasChanged();
        _ = PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        _previewing?.Cancel();
        if (_draft.Figures is not { Count: > 0 } figures)
        {
            (_consequences, _isDeriving) = (null, false);
            StateHasChanged();
            return;
        }
        using var mine = new CancellationTokenSource();
        (_previewing, _isDeriving) = (mine, true);
        var (history, month, sources) = (_record!.History, View.Month, _sources);
        var known = figures.Max(f => f.KnownOn);
        var day = _asOfThen || known > Today ? known : Today;
        try
        {
            _consequences = await Derivations.RunAsync(history.Family, new object(), cancel =>
            {
                var before = history.AsOf(day).Derive(cancel);
                var after = history.Family.With(figures, sources).Find(history.Vehicle.Slug)!.AsOf(day).Derive(cancel);
                return Consequences.Of(before, after, month);
            }, mine.Token);
            _isDeriving = false;
        }
        catch (OperationCanceledException)
        {
            return;   // what was typed since is worked out instead
        }
        catch (BusyException)
        {
            _isDeriving = false;
        }
        finally
        {
            if (_previewing == mine)
            {
                _previewing = null;
            }
        }
        StateHasChanged();
    }

    private Task SaveFromGridAsync() => SaveAsync();

    private async Task SaveAsync()
    {
        if (_saving || _grid is null)
        {
            return;
        }
        _saving = true;
        try
        {
            if (await WriterAsync() is { } author)
            {
                await SaveAsync(author);
            }
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            _failure = GridTexts.NotSavedYet;
        }
        finally
        {
            _saving = false;
            StateHasChanged();
        }
    }

    private async Task SaveAsync(Author author)
    {
        _failure = null;
        _typed = await _grid!.FlushAsync();
        await LoadAsync();
        await ReadAsync();
        var ready = _draft.Ready.ToList();
        if (_draft.IsOpen || ready.Count == 0)
        {
            await _grid.SayAsync(
                _draft.IsOpen ? GridTexts.AnswerFirst : _draft.Wrong.Any() ? GridTexts.NothingReadable : GridTexts.NothingToSave);
            if (_draft.IsOpen || _draft.Wrong.Any())
            {
                StateHasChanged();
                await _grid.FocusFieldAsync("notices");
            }
            return;
        }
        var outcome = await FigureStore.PublishAsync([.. ready.Select(c => c.Draft!)], author);
        if (!outcome.Committed)
        {
            await LoadAsync();
            await ReadAsync();
            _draft = _draft.Refused(ready.Zip(outcome.Rows).Where(r => r.Second is { Problem: not null, IsConflict: false })
                .ToDictionary(r => r.First.Typed.Id, r => r.Second.Problem!.Text(CultureInfo.CurrentCulture)));
            await _grid.AnswerAsync(_draft.Cells);
            await _grid.SayAsync(GridTexts.NothingSaved);
            return;
        }
        var ids = ready.Concat(_draft.Same).Select(c => c.Typed.Id).ToHashSet();
        _typed = [.. _typed.Where(t => !ids.Contains(t.Id))];
        _restored = 0;
        _batch = _typed.Count == 0 ? _batch.Next() : _batch;
        await KeepAsync();
        await LoadAsync();
        await _grid.SavedAsync(ids, ModelAtOnce());
        var saved = outcome.Rows.Count(r => r.Result is Result.New or Result.Revision);
        var text = (saved == 1 ? GridTexts.SavedOne : GridTexts.Saved.With(saved))
            + (_draft.Wrong.Any() ? " " + GridTexts.StillTyped.With(_draft.Wrong.Count()) : "");
        // Each save is confirmed, also while an earlier one that said the same is still shown.
        Snackbar.Add(text, Severity.Success, options => options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow);
        await ReadAsync();
    }

    private async Task DiscardAsync()
    {
        _restored = 0;
        _batch = _batch.Next();
        await KeepAsync();
        await Grid(g => g.DiscardAsync());
    }

    private Task Grid(Func<EntryGrid, Task> ask) => _grid is null ? Task.CompletedTask : ask(_grid);

    private Task AmendAsync(IReadOnlyDictionary<string, object> changes) => Grid(g => g.AmendAsync(changes));

    private Task ChooseSourceAsync(string id)
    {
        _batch.Source = id;
        // The day of the source is that of its figures, unless another is typed.
        if (_batch.Published.Length == 0 && _sources.FirstOrDefault(s => s.Id == id)?.PublishedOn is { } day)
        {
            _batch.Published = day.Iso();
        }
        return BatchChangedAsync();
    }

    private Task ChooseDayAsync(string day)
    {
        _batch.Published = day;
        return BatchChangedAsync();
    }

    private Task ChooseOthersAsync(string others)
    {
        _batch.Others = others;
        return BatchChangedAsync();
    }

    private Task ChooseReasonAsync((string Reason, string Words) reason)
    {
        (_batch.Reason, _batch.Words) = reason;
        return BatchChangedAsync();
    }

    private Task ShowAsOfThenAsync(bool then)
    {
        _asOfThen = then;
        return PreviewAsync();
    }

    private async Task BatchChangedAsync()
    {
        await KeepAsync();
        await ReadAsync();
    }

    private Task KeepAsync()
    {
        _batch.NewSource = _newSource;
        return Grid(g => g.KeepAsync(JsonSerializer.Serialize(_batch)));
    }

    private void Show(IReadOnlyList<GridColumn> columns) =>
        Navigation.NavigateTo((View with { EnteredVehicle = _record!.History.Vehicle.Slug, Columns = [.. columns.Select(c => c.Id)] }).Url);

    private async Task AddDays()
    {
        var (first, last) = (DayText.Read(_firstDay), DayText.Read(_lastDay));
        _daysProblem = first is null || last is null ? GridTexts.DaysNeeded : first > last ? GridTexts.DaysExchanged : null;
        if (_daysProblem is null)
        {
            var row = new GridRow(new(first!.Value, last!.Value));
            _addedDays.Add(row);
            await ShowAsync(row.Id);
            await Grid(g => g.GoToAsync($"{row.Id}|{_columns[0].Id}", false));
        }
    }

    private async Task OpenSourceAsync()
    {
        _newSource ??= new();
        await KeepAsync();
        StateHasChanged();
        await Task.Yield();
        await Grid(g => g.FocusFieldAsync("new-source-title"));
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
        _sources = await OfferedSourcesAsync();
        if (_newSource?.Published is { Length: > 0 })
        {
            _batch.Published = "";
        }
        await ChooseSourceAsync(source.Id);
        await CloseSourceAsync();
    }

    // The store would take a known id as a change of that source.
    private async Task<IReadOnlyDictionary<string, string>> SourceErrorsAsync(Source source, Author author) =>
        _sources.Any(s => s.Id == source.Id) ? new Dictionary<string, string> { ["id"] = EntryTexts.SourceTaken }
        : _newSource?.Published is { Length: > 0 } typed && source.PublishedOn is null
            ? new Dictionary<string, string> { ["published_on"] = GridTexts.DayUnreadable.With(typed) }
        : await SourceStore.SaveAsync(source, author) is { } problem
            ? new Dictionary<string, string> { [problem.Field] = problem.Text(CultureInfo.CurrentCulture) }
        : None;

    private async Task CloseSourceAsync()
    {
        (_newSource, _sourceErrors) = (null, None);
        await KeepAsync();
        StateHasChanged();
        await Grid(g => g.GoToAsync(_focusedId, false));
    }

    private async Task<Author?> WriterAsync()
    {
        var author = await Accounts.WriterAsync((await SignedIn).User);
        _refused = author is null;
        return author;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Navigation.LocationChanged -= Moved;
        _previewing?.Cancel();
        _following?.Dispose();
        _visit?.Dispose();
    }
}
