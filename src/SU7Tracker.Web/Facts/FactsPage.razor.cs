using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Routing;
using Microsoft.JSInterop;
using MudBlazor;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Record;

namespace SU7Tracker.Web.Facts;

/// <summary>Where everybody reads the facts beside the figures, and an admin adds, changes and retires them.</summary>
public sealed partial class FactsPage
{
    private const string New = "new";
    private static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>();

    private FactNames? _names;
    private IReadOnlyList<FactEntry> _all = [];
    private IReadOnlyList<FactEntry> _shown = [];
    private FactEntry? _upon;               // what the form was opened upon
    private FactEntry? _theirs;             // what somebody else has made of it meanwhile
    private IReadOnlyList<FactVersion> _versions = [];
    private Resting? _resting;
    private Dictionary<string, string> _values = [];
    private IReadOnlyDictionary<string, string> _errors = None;
    private (FileKind Kind, string? Open)? _opened;
    private bool _busy, _refused, _recalls;
    private int _cleared;
    private string? _next;
    private IJSObjectReference? _module;
    private IDisposable? _following;

    /// <summary>What was typed upon what, as it is kept in the tab.</summary>
    private sealed record Kept(FactEntry? Upon, Dictionary<string, string> Values);

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;

    private ViewState View { get; set; } = new();

    private FileKind Kind => FactText.KindOf(View.Tab);

    private IReadOnlyList<FactField> Fields => FactRecord.FieldsOf(Kind);

    private bool IsNew => View.Open == New;

    private string KeptName => $"record.{FactText.KeyOf(Kind)}.{View.Open}";

    private string PanelTitle =>
        _upon is not null ? FactText.NameOf(Kind, _upon, _names!)
        : IsNew ? FactTexts.AddTitle.With(FactText.DisplayOne(Kind))
        : FactText.Display(Kind);

    private IReadOnlyList<(string, ViewState, bool)> KindChoices =>
        [
            .. FactText.Kinds.Select(k =>
                (
                    FactText.Display(k),
                    View with
                    {
                        Tab = k == FactText.Kinds[0] ? null : FactText.KeyOf(k),
                        Open = null,
                        Sort = null,
                        Search = null,
                        TablePage = 1,
                    },
                    k == Kind)),
        ];

    protected override async Task OnInitializedAsync()
    {
        Navigation.LocationChanged += Moved;
        await ReadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _following = Feed.Follow(_ => InvokeAsync(RefreshAsync));
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Facts/FactsPage.razor.js");
        }
        if (_module is not null && _recalls)
        {
            _recalls = false;
            if (await RecallAsync() is { } kept)
            {
                (_upon, _values, _cleared) = (kept.Upon ?? _upon, kept.Values, _cleared + 1);
                StateHasChanged();
            }
            await BeginAsync();
        }
        if (_module is not null && _next is { } field)
        {
            _next = null;
            await _module.InvokeVoidAsync("show", field);
        }
    }

    private void Moved(object? sender, LocationChangedEventArgs e) => _ = InvokeAsync(async () =>
    {
        if (ViewState.Read(e.Location).Path == View.Path)
        {
            await ReadAsync();
            StateHasChanged();
        }
    });

    private async Task ReadAsync()
    {
        View = Navigation.View();
        await LoadAsync();
        if (_opened != (Kind, View.Open))
        {
            _opened = (Kind, View.Open);
            await OpenAsync();
        }
    }

    private async Task LoadAsync()
    {
        _names = await FactNames.ReadAsync(Record);
        _all = await Record.AllAsync(Kind);
        var words = (View.Search ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(8).ToList();
        IReadOnlyList<FactEntry> found = words.Count == 0 ? _all : [.. _all.Where(e => words.All(w => Holds(e, w)))];
        _shown = RecordTables.Sorted(found, FactColumns.Of(Kind, _names, View), View.Sort);
    }

    private bool Holds(FactEntry entry, string word) =>
        entry.Cells.Values.Any(c => c.Contains(word, StringComparison.OrdinalIgnoreCase))
        || Fields.Any(f => FactText.Cell(f, entry.Cells[f.Name], _names!).Contains(word, StringComparison.OrdinalIgnoreCase));

    private async Task OpenAsync()
    {
        (_upon, _theirs, _resting, _versions, _errors, _refused) = (null, null, null, [], None, false);
        _values = [];
        if (View.Open is not { } open)
        {
            return;
        }
        if (!IsNew)
        {
            _upon = await Record.FindAsync(Kind, open);
            _versions = await Record.VersionsAsync(Kind, open);
        }
        Fill();
        _recalls = true;
    }

    private void Fill() => _values = Fields.ToDictionary(
        f => f.Name,
        f => _upon?.Cells.GetValueOrDefault(f.Name, "") ?? (f.Kind == FieldKind.Choice && f.Choices.Count > 0 ? f.Choices[0] : ""));

    private async Task RefreshAsync()
    {
        await LoadAsync();
        if (_upon is not null)
        {
            _versions = await Record.VersionsAsync(Kind, _upon.Key);
        }
        StateHasChanged();
    }

    private async Task SaveAsync()
    {
        if (_busy || await WriterAsync() is not { } author)
        {
            return;
        }
        _busy = true;
        try
        {
            await ShowAsync(await Record.SaveAsync(Kind, IsNew ? null : _upon, _values, author));
        }
        finally
        {
            _busy = false;
        }
    }

    private async Task ShowAsync(FactOutcome outcome)
    {
        _theirs = outcome.Theirs;
        _errors = outcome.Problems
            .Where(_ => _theirs is null)
            .GroupBy(p => p.Field)
            .ToDictionary(p => p.Key, p => p.First().Text(CultureInfo.CurrentUICulture));
        if (outcome.Problems.Count == 0)
        {
            var saved = await Record.FindAsync(Kind, outcome.Key);
            Snackbar.Add(FactTexts.Saved.With(saved is null ? outcome.Key : FactText.NameOf(Kind, saved, _names!)), Severity.Success);
            await ForgetAsync();
            _opened = null;
            var next = (View with { Open = outcome.Key }).Url;
            if (View.Open == outcome.Key)
            {
                await ReadAsync();
            }
            else
            {
                Navigation.NavigateTo(next);
            }
        }
        else if (_theirs is null && Fields.FirstOrDefault(f => _errors.ContainsKey(f.Name)) is { } wrong)
        {
            _next = FactForm.IdOf(wrong.Name);
        }
    }

    private async Task KeepMineAsync()
    {
        _upon = _theirs;
        _theirs = null;
        await KeepAsync();
        await SaveAsync();
    }

    private async Task TakeTheirsAsync()
    {
        (_upon, _theirs) = (_theirs, null);
        await ClearAsync();
    }

    private async Task ClearAsync()
    {
        Fill();
        (_errors, _cleared) = (None, _cleared + 1);
        await ForgetAsync();
        await BeginAsync();
    }

    private async Task AskRetireAsync() => _resting = await Record.RestingAsync(Kind, _upon!.Key);

    private async Task RetireAsync(bool retired)
    {
        _resting = null;
        if (await WriterAsync() is { } author)
        {
            await ShowAsync(await Record.RetireAsync(Kind, _upon!, retired, author));
        }
    }

    // What a cookie said an hour ago does not count; the database says who may write now.
    private async Task<Author?> WriterAsync()
    {
        var author = await Accounts.WriterAsync((await SignedIn).User);
        _refused = author is null;
        return author;
    }

    private Task KeepAsync() => TellAsync("keep");

    // From here on the browser keeps what is typed.
    private Task BeginAsync() => TellAsync("begin");

    private async Task TellAsync(string function)
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync(function, KeptName, JsonSerializer.Serialize(new Kept(_upon, _values)));
        }
    }

    private async Task ForgetAsync()
    {
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("forget", KeptName);
        }
    }

    private async Task<Kept?> RecallAsync()
    {
        try
        {
            var text = await _module!.InvokeAsync<string?>("recall", KeptName);
            if (text is null || JsonSerializer.Deserialize<Kept>(text) is not { Values: not null } kept)
            {
                return null;
            }
            // A day was kept as it stood in its field.
            foreach (var field in Fields.Where(f => f.Kind == FieldKind.Day && kept.Values.ContainsKey(f.Name)))
            {
                kept.Values[field.Name] = DayText.Canonical(kept.Values[field.Name]);
            }
            return kept;
        }
        catch (JsonException)
        {
            return null;   // kept by an earlier version of this page
        }
    }

    public async ValueTask DisposeAsync()
    {
        Navigation.LocationChanged -= Moved;
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
