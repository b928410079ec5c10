using System.Globalization;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Display;
using SU7Tracker.Web.Entry;
using SU7Tracker.Web.Importing.Panels;
using SU7Tracker.Web.Importing.Sheets;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// Where an admin brings in files and pasted tables: what their columns mean, what saving would do, and what has to be mended first.
/// </summary>
public sealed partial class ImportPage
{
    /// <summary>The most bytes of a file. Of more the API and the command take up to what a disk holds; this keeps it in memory.</summary>
    internal const long MaxBytes = 64L << 20;

    private const string Kept = "import.mappings";
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly HashSet<ImportJob> _heard = [];
    private IReadOnlyList<ImportJob> _jobs = [];
    private IReadOnlyList<Vehicle> _vehicles = [];
    private IReadOnlyList<Source> _sources = [];
    private IReadOnlyList<RememberedMapping> _mappings = [];
    private ImportJob? _job, _recalled;
    private SourceFields? _newSource;
    private IReadOnlyDictionary<string, string> _sourceErrors = new Dictionary<string, string>();
    private string? _refusal;
    private bool _refused, _mended, _isAway, _isGone;
    private int _drawing;
    private (ImportPhase? Phase, DryRun? Run) _drawn;   // as the page shows it
    private IJSObjectReference? _module;
    private DotNetObjectReference<ImportPage>? _self;

    [CascadingParameter] private Task<AuthenticationState> SignedIn { get; set; } = null!;
    [SupplyParameterFromQuery(Name = "job")] private string? JobId { get; set; }

    private DateOnly Today => Clock.Today();

    protected override async Task OnParametersSetAsync()
    {
        if (_vehicles.Count == 0)
        {
            _vehicles = await VehicleStore.AllAsync();
            _sources = await SourceStore.AllAsync();
        }
        await FindAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
        {
            _module = await Script.InvokeAsync<IJSObjectReference>("import", "./Importing/ImportPage.razor.js");
            _mappings = RememberedMapping.Read(await _module.InvokeAsync<string?>("recall", Kept));
            _self = DotNetObjectReference.Create(this);
            StateHasChanged();
        }
        if (_job is { Sheet: not null, Phase: not ImportPhase.Saved } job && _recalled != job && _module is not null)
        {
            _recalled = job;
            await RecallAsync(job, await _module.InvokeAsync<Dictionary<string, string>>("recallTyped", "import.typed." + job.Id));
        }
        if (_job is null && _module is not null)
        {
            await _module.InvokeVoidAsync("listen", "import-text", _self);
        }
        // The job goes on meanwhile: what the page does not show yet cannot have the focus.
        if (_mended && _job is { IsBusy: false, Run: { } run } && _module is not null && _drawn.Phase == _job.Phase && _drawn.Run == run)
        {
            _mended = false;
            var next = run.Ordered.FirstOrDefault(i => i is { Result: ImportResult.Rejected, ShownColumn: >= 0 });
            await _module.InvokeVoidAsync(
                "show", _job.Phase == ImportPhase.Saved ? "" : next is null ? "import-save" : DryRunPanel.IdOf(next));
        }
    }

    /// <summary>Reads what has just been pasted.</summary>
    [JSInvokable]
    public Task PastedAsync() => InvokeAsync(PasteAsync);

    public async ValueTask DisposeAsync()
    {
        foreach (var job in _heard)
        {
            job.Changed -= Draw;
        }
        _self?.Dispose();
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

    private async Task FindAsync()
    {
        var owner = await OwnerAsync();
        (var before, _job) = (_job, await Desk.FindAsync(JobId, owner));
        _jobs = await Desk.OfAsync(owner);
        if (_job != before)
        {
            (_newSource, _sourceErrors) = (_job?.NewSource, new Dictionary<string, string>());
        }
        foreach (var job in _jobs.Where(_heard.Add))
        {
            job.Changed += Draw;
        }
    }

    // Of many changes in a row the page is drawn once, and for the last of them.
    private void Draw()
    {
        if (Interlocked.Exchange(ref _drawing, 1) == 0)
        {
            _ = InvokeAsync(async () =>
            {
                await Task.Delay(Pause, Clock);
                Volatile.Write(ref _drawing, 0);
                _newSource ??= _job?.NewSource;   // known once the job has read what is kept of it
                StateHasChanged();
            });
        }
    }

    private async Task FileAsync(InputFileChangeEventArgs chosen)
    {
        if (chosen.File.Size > MaxBytes)
        {
            _refusal = ImportTexts.FileTooLarge.With(chosen.File.Name, MaxBytes >> 20);
            return;
        }
        await using var stream = chosen.File.OpenReadStream(MaxBytes);
        await OpenAsync(chosen.File.Name, stream);
    }

    private async Task PasteAsync()
    {
        if (_module is null || _job is not null)
        {
            return;
        }
        await using var text = await _module.InvokeAsync<IJSStreamReference>("text", "import-text");
        if (text.Length is 0 or > MaxBytes)
        {
            _refusal = text.Length == 0 ? ImportTexts.NothingPasted : ImportTexts.FileTooLarge.With(ImportTexts.Pasted, MaxBytes >> 20);
            StateHasChanged();
            return;
        }
        await using var stream = await text.OpenReadStreamAsync(MaxBytes);
        await OpenAsync("", stream);
    }

    private Task OpenAsync(string name, Stream stream) => DoAsync(async () =>
    {
        (_refusal, _isGone) = (null, false);
        if (await WriterAsync() is not { } author)
        {
            return;
        }
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        var content = bytes.ToArray();
        if (await Desk.AddAsync(name, author.Id, content) is not { } job)
        {
            _refusal = ImportTexts.TooManyOpen.With(ImportDesk.MostOfAnOwner);
            return;
        }
        var vehicle = _vehicles.Count == 1 ? _vehicles[0].Slug : Navigation.View().Vehicle is { Length: > 0 } slug ? slug : "";
        job.Open(content, sheet =>
        {
            var found = RememberedMapping.Find(_mappings, sheet);
            job.Remembered = found?.On;
            return found is null ? MappingGuess.Of(sheet) with { Vehicle = vehicle } : found.Mapping with { Published = "", When = "" };
        });
        Navigation.NavigateTo(LinkTo(job));
    });

    private Task MapAsync(Func<Mapping, Mapping> change) => DoAsync(() =>
    {
        var mapping = change(_job!.Mapping);
        if (mapping.Source != _job.Mapping.Source && RememberedMapping.Find(_mappings, _job.Sheet!, mapping.Source) is { } found)
        {
            _job.Remembered = found.On;
            mapping = found.Mapping with { Published = mapping.Published, When = mapping.When, Days = mapping.Days };
        }
        _job.Map(mapping.Layout == _job.Mapping.Layout ? mapping : Laid(mapping));
    });

    // Headings that are weeks or months are columns of counts, and otherwise are not.
    private Mapping Laid(Mapping mapping)
    {
        var sheet = _job!.Sheet!;
        return mapping with
        {
            Columns =
            [
                .. mapping.Columns.Select((use, i) => TimeText.Read(sheet.Header[i], TimeKind.Any, null) is null ? use
                    : mapping.Layout == SheetLayout.TimeAcross ? new(Field.Count) : ColumnUse.None),
            ],
        };
    }

    private Task MapAfreshAsync() => DoAsync(() =>
    {
        _job!.Remembered = null;
        var was = _job.Mapping;
        _job.Map(
            MappingGuess.Of(_job.Sheet!) with { Source = was.Source, Vehicle = was.Vehicle, Published = was.Published, When = was.When });
    });

    private Task AnswerAsync((int Column, string Value) answer) => DoAsync(() =>
    {
        var mapping = _job!.Mapping;
        _job.Map(Enum.TryParse<DateOrder>(answer.Value, out var order)
            ? mapping with { Orders = mapping.Orders.SetItem(answer.Column, order) }
            : Enum.TryParse<DayUse>(answer.Value, out var use) ? mapping with { Days = mapping.Days.SetItem(answer.Column, use) }
            : mapping with { Points = mapping.Points.SetItem(answer.Column, Enum.Parse<PointUse>(answer.Value)) });
    });

    private Task ExplainAsync((string Key, string Words) reason) => DoAsync(() => _job!.Explain(reason.Key, reason.Words));

    private Task MendAsync((ImportItem Item, string Text) mended) => DoAsync(() =>
    {
        _mended = true;
        _job!.Mend(mended.Item.Row, mended.Item.ShownColumn, mended.Text.Trim());
    });

    private Task SaveAsync() => DoAsync(async () =>
    {
        var job = _job!;
        _mended = true;
        job.Save(leaveOutRejected: true);
        if (job.Kind is null && RememberedMapping.HeadingsOf(job.Sheet!) is { } headings && _module is not null)
        {
            await _module.InvokeVoidAsync("keep", Kept, RememberedMapping.Write(_mappings, new(headings, Today, job.Mapping)));
            _mappings = RememberedMapping.Read(await _module.InvokeAsync<string?>("recall", Kept));
        }
    });

    private Task DiscardAsync() => DoAsync(async () =>
    {
        await Desk.RemoveAsync(_job!);
        Navigation.NavigateTo(Navigation.Keep("/import"));
    });

    private Task ShowSourceAsync(SourceFields? fields) => DoAsync(() => _newSource = _job!.NewSource = fields);

    // A copy, because the form goes on with its own.
    private Task KeepSourceAsync() => DoAsync(() => _job!.NewSource = _newSource! with { });

    // What the server had not heard of when the page ended.
    private async Task RecallAsync(ImportJob job, Dictionary<string, string> typed)
    {
        if (typed.Keys.Any(k => k.StartsWith("NewSource.", StringComparison.Ordinal)))
        {
            await ShowSourceAsync((job.NewSource ?? new()).With(typed));
        }
        if (typed.TryGetValue("Words", out var words) && words != job.Reason.Words)
        {
            await ExplainAsync((job.Reason.Key, words));
        }
    }

    private async Task CloseSourceAsync()
    {
        await ShowSourceAsync(null);
        if (_module is not null)
        {
            await _module.InvokeVoidAsync("forgetTyped");
        }
    }

    private async Task AddSourceAsync()
    {
        if (_newSource is not { } added || await WriterAsync() is not { } author)
        {
            return;
        }
        _sourceErrors = await added.AddAsync(SourceStore, author);
        if (_sourceErrors.Count == 0)
        {
            _sources = await SourceStore.AllAsync();
            await CloseSourceAsync();
            await MapAsync(m => m with { Source = added.ToSource().Id });
        }
    }

    // What a cookie said an hour ago does not count; the database says who may write now.
    private Task DoAsync(Action act) => DoAsync(() =>
    {
        act();
        return Task.CompletedTask;
    });

    private async Task DoAsync(Func<Task> act)
    {
        _isAway = false;
        try
        {
            if (await WriterAsync() is not null && await IsStillOpenAsync())
            {
                await act();
            }
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            _isAway = true;
        }
        StateHasChanged();
    }

    // At another instance it may have been changed, saved or discarded since.
    private async Task<bool> IsStillOpenAsync()
    {
        if (_job is null)
        {
            return true;
        }
        await FindAsync();
        _isGone = _job is null;
        return !_isGone;
    }

    private async Task<Author?> WriterAsync()
    {
        var author = await Accounts.WriterAsync((await SignedIn).User);
        _refused = author is null;
        return author;
    }

    private async Task<string> OwnerAsync() => ImportEndpoints.OwnerOf((await SignedIn).User);

    private string LinkTo(ImportJob job) => Navigation.Keep("/import?job=" + job.Id);

    private string SaveText(DryRun run) => run[ImportResult.Rejected] is > 0 and var rejected
        ? ImportTexts.SaveSome.With(_job!.Things(run.Savable), rejected)
        : ImportTexts.Save.With(_job!.Things(run.Savable));

    // What is missing for all figures, rather than wrong with one.
    private IEnumerable<string> Needed
    {
        get
        {
            if (_job?.Run?.Unexplained > 0)
            {
                yield return ImportTexts.NeedsReason;
            }
            if (_job is not { Kind: null, Mapping: { } mapping })
            {
                yield break;
            }
            if (mapping.ColumnOf(Field.Source) is null && mapping.Source.Length == 0)
            {
                yield return ImportTexts.NeedsSource;
            }
            if (mapping.ColumnOf(Field.Vehicle) is null && mapping.Vehicle.Length == 0)
            {
                yield return ImportTexts.NeedsVehicle;
            }
            if (mapping.Layout != SheetLayout.TimeAcross && !mapping.Times.Any() && mapping.When.Length == 0)
            {
                yield return ImportTexts.NeedsDays;
            }
            if (mapping.Counted is null && mapping.ColumnOf(Field.Series) is null
                && mapping.Counts.Any(c => mapping.Columns[c].Counted is null))
            {
                yield return ImportTexts.NeedsCounted;
            }
            if (_job.Questions.Count(q => q.Chosen is null) is > 0 and var open)
            {
                yield return (open == 1 ? ImportTexts.NeedsAnswer : ImportTexts.NeedsAnswers).With(open);
            }
        }
    }

    private static string Phrase(ImportJob job) => job.Phase switch
    {
        ImportPhase.Reading => ImportTexts.Reading,
        ImportPhase.Saving => ImportTexts.Saving,
        _ => ImportTexts.Checking.With((int)(job.Done * 100)),
    } + job.TimeLeft();
}
