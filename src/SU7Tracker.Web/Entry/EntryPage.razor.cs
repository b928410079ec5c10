using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Entry;

/// <summary>Where an admin records figures, sees what they change, and mends what is on record.</summary>
public sealed partial class EntryPage
{
    private static readonly TimeSpan Settling = TimeSpan.FromSeconds(1);
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private readonly EntrySheet _sheet = new();
    private EntryPreview _preview = null!;
    private IReadOnlyList<Vehicle> _vehicles = [];
    private IReadOnlyDictionary<string, City> _cities = new Dictionary<string, City>();
    private IReadOnlyList<Source> _sources = [];
    private IReadOnlyDictionary<string, string> _names = None;   // of those who have recorded figures of the cell
    private IReadOnlyDictionary<string, string> _sourceErrors = None;
    private IReadOnlyList<string> _others = [];
    private bool _isLoading = true, _isReady, _saving, _refused;
    private string? _failure, _account;
    private EntryGrid? _grid;
    private IDisposable? _following, _visit;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private ViewState View => Navigation.View();
    private GridChoice Choice => new(View, Clock.Today());
    private string StorageKey => $"entry.{_account}.{Slug}";
    private string Slug => _sheet.Record!.History.Vehicle.Slug;

    private IReadOnlyList<City> CitiesByName => [.. _cities.Values.OrderBy(c => c.Name, StringComparer.Ordinal)];

    protected override Task OnInitializedAsync()
    {
        _preview = new(Derivations);
        Navigation.LocationChanged += Moved;
        return OpenAsync();
    }

    protected override void OnAfterRender(bool firstRender)
    {
        if (firstRender)
        {
            _following = Feed.Follow(change =>
                change.Vehicle.Length == 0 || _sheet.Record?.History.Family.Find(change.Vehicle) is not null
                    ? InvokeAsync(() => OpenAsync(Settling))
                    : Task.CompletedTask);
        }
    }

    // Another row or column is the same page: what is typed stays.
    private void Moved(object? sender, LocationChangedEventArgs e)
    {
        if (ViewState.Read(e.Location).Path == "/entry")
        {
            _ = InvokeAsync(() => OpenAsync());
        }
    }

    private async Task OpenAsync(TimeSpan pause = default)
    {
        await LoadAsync();
        _isLoading = false;
        if (_isReady)
        {
            await ShowAsync(pause: pause);
        }
        StateHasChanged();
    }

    private async Task<IReadOnlyList<Source>> OfferedSourcesAsync() =>
        [.. (await SourceStore.AllAsync()).Where(s => !s.Retired && s.AliasOf.Length == 0)];

    private async Task LoadAsync()
    {
        _account ??= (await SignedIn).User.Identity?.Name ?? "";
        _vehicles = await Directory.AllAsync();
        _cities = await Directory.CitiesAsync();
        _sources = await OfferedSourcesAsync();
        var vehicle = await Directory.FindAsync(View.Vehicle);
        var history = vehicle is null ? null : await Histories.FindAsync(vehicle.Slug);
        if (_sheet.Open(history, Choice))
        {
            // What was typed of another vehicle is kept in the browser under its name.
            _isReady = false;
            _preview.Clear();
            _visit?.Dispose();
            (_visit, _others) = (null, []);
        }
    }

    private Task ShowAsync(string? focus = null, TimeSpan pause = default) =>
        _grid is null || _sheet.Record is null || _sheet.Columns.Count == 0 ? Task.CompletedTask : _grid.ShowAsync(focus, pause);

    private async Task RestoreAsync(KeptEntry kept)
    {
        _sheet.Restore(kept, Choice);
        _isReady = true;
        var (slug, account) = (Slug, Accounts.AuthorOf((await SignedIn).User).Id);
        _visit ??= Presence.Enter(slug, account, () => _ = InvokeAsync(() => NameOthersAsync(slug, account)));
        await ShowAsync(View.Week);
        StateHasChanged();
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
            if (Slug == slug)
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

    // Each call of the browser is checked anew: what a cookie said an hour ago does not count.
    private async Task TypedAsync(IReadOnlyList<TypedCell> changed, IReadOnlyCollection<string> gone)
    {
        _sheet.Type(changed, gone);
        if (await WriterAsync() is not null)
        {
            await ReadAsync();
        }
        StateHasChanged();
    }

    private async Task FocusedAsync(string id)
    {
        if (await WriterAsync() is not null)
        {
            _sheet.Focus(id);
            _names = await AccountNames.OfAsync(_sheet.Focused?.Revisions.SelectMany(r => r).Select(f => f.RecordedBy) ?? []);
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
        var saved = _sheet.Read();
        if (_grid is not null)
        {
            await _grid.AnswerAsync(_sheet.Draft.Cells);
            if (saved.Count > 0)
            {
                await _grid.DropAsync(saved);
            }
        }
        StateHasChanged();
        _ = PreviewAsync();
    }

    private async Task PreviewAsync()
    {
        if (await _preview.AskAsync(_sheet.Record!, _sheet.Draft.Figures, _sources, View.Month))
        {
            StateHasChanged();
        }
    }

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
                await SaveAsync(_grid, author);
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

    private async Task SaveAsync(EntryGrid grid, Author author)
    {
        _failure = null;
        _sheet.Type(await grid.FlushAsync());
        await LoadAsync();
        await ReadAsync();
        var sent = _sheet.Draft;
        if (sent.WhyNotSaved is { } why)
        {
            await grid.SayAsync(why);
            if (sent.IsOpen || sent.Wrong.Any())
            {
                StateHasChanged();
                await grid.FocusFieldAsync("notices");
            }
            return;
        }
        var outcome = await FigureStore.PublishAsync(sent.Drafts, author);
        if (!outcome.Committed)
        {
            await LoadAsync();
            await ReadAsync();
            _sheet.Refuse(sent, outcome.Rows);
            await grid.AnswerAsync(_sheet.Draft.Cells);
            await grid.SayAsync(GridTexts.NothingSaved);
            return;
        }
        var saved = _sheet.TakeSaved();
        await KeepAsync();
        await LoadAsync();
        await grid.SavedAsync(saved);
        // Each save is confirmed, also while an earlier one that said the same is still shown.
        Snackbar.Add(
            sent.SavedText(outcome.Rows),
            Severity.Success,
            options => options.DuplicatesBehavior = SnackbarDuplicatesBehavior.Allow);
        await ReadAsync();
    }

    private async Task DiscardAsync()
    {
        _sheet.Discard();
        await KeepAsync();
        await Grid(g => g.DiscardAsync());
    }

    private Task Grid(Func<EntryGrid, Task> ask) => _grid is null ? Task.CompletedTask : ask(_grid);

    private Task AmendAsync(IReadOnlyDictionary<string, object> changes) => Grid(g => g.AmendAsync(changes));

    private async Task ChangeBatchAsync(Action<BatchFields> change)
    {
        change(_sheet.Batch);
        await KeepAsync();
        await ReadAsync();
    }

    private Task ShowAsOfThenAsync(bool then)
    {
        _preview.AsOfThen = then;
        return PreviewAsync();
    }

    private Task KeepAsync() => Grid(g => g.KeepAsync(_sheet.Batch));

    private void Show(IReadOnlyList<GridColumn> columns) =>
        Navigation.NavigateTo((View with { EnteredVehicle = Slug, Columns = [.. columns.Select(c => c.Id)] }).Url);

    private async Task AddDaysAsync(Period days)
    {
        var (row, cell) = _sheet.AddRow(days);
        await ShowAsync(row);
        await Grid(g => g.GoToAsync(cell, false));
    }

    private async Task OpenSourceAsync()
    {
        _sheet.Batch.NewSource ??= new();
        await KeepAsync();
        StateHasChanged();
        await Task.Yield();
        await Grid(g => g.FocusFieldAsync("new-source-title"));
    }

    private async Task AddSourceAsync()
    {
        if (_sheet.Batch.NewSource is not { } added || await WriterAsync() is not { } author)
        {
            return;
        }
        _sourceErrors = await added.AddAsync(SourceStore, author);
        if (_sourceErrors.Count == 0)
        {
            _sources = await OfferedSourcesAsync();
            await ChangeBatchAsync(batch => batch.Take(added, _sources));
            await CloseSourceAsync();
        }
    }

    private async Task CloseSourceAsync()
    {
        (_sheet.Batch.NewSource, _sourceErrors) = (null, None);
        await KeepAsync();
        StateHasChanged();
        await Grid(g => g.GoToAsync(_sheet.FocusedId, false));
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
        _preview.Dispose();
        _following?.Dispose();
        _visit?.Dispose();
    }
}
