using System.Collections.Immutable;
using SU7Tracker.Data;
using SU7Tracker.Web.Entry;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// An import of somebody, from its bytes to what was saved. It works apart from any page, which may be closed meanwhile; one thing at a
/// time, and what was asked for last ends what was asked for before. What is said of it is kept in the database beside its file.
/// </summary>
public sealed class ImportJob : IDisposable
{
    private const double LeastTold = 0.05;
    // How long a check waits for what was said to be kept, and how soon that is tried again.
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(2);
    private readonly OpenImports _kept;
    private readonly ImportChecks _checks;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new();
    private readonly CancellationTokenSource _closing = new();
    private CancellationTokenSource _cancel = new();
    private Task _work = Task.CompletedTask, _keeping = Task.CompletedTask;
    private long _began;   // what it is doing now
    private Sheet? _read;  // the sheet as its file has it
    private ImportState _state = new();
    // What was said and is not kept yet, to be said again upon what was said at another instance meanwhile.
    private ImmutableList<Func<ImportState, ImportState>> _unkept = [];
    private long _version, _latest;
    private bool _isKeeping, _isRemoved;

    internal ImportJob(OpenImport import, OpenImports kept, ImportChecks checks, TimeProvider clock, ILogger logger)
    {
        (Id, Name, Owner, StartedAt, ChangedAt) = (import.Id, import.Name, import.Owner, import.StartedAt, import.ChangedAt);
        (_kept, _checks, _logger, _clock) = (kept, checks, logger, clock);
    }

    /// <summary>Its part of an address.</summary>
    public string Id { get; }
    /// <summary>The name of the file; empty for what was pasted.</summary>
    public string Name { get; }
    /// <summary>The account that it belongs to, and that records what is saved.</summary>
    public string Owner { get; }
    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }
    /// <summary>When something was last said of it.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>What it is doing.</summary>
    public ImportPhase Phase { get; private set; } = ImportPhase.Kept;
    /// <summary>How much of that is done, from 0 to 1.</summary>
    public double Done { get; private set; }
    /// <summary>How long the rest of that will take, as far as what is done tells; null while that is little.</summary>
    public TimeSpan? Left =>
        IsBusy && Done is >= LeastTold and < 1 and var done ? _clock.GetElapsedTime(_began) * ((1 - done) / done) : null;
    /// <summary>The sheet as it is typed now; null until it is read.</summary>
    public Sheet? Sheet { get; private set; }
    /// <summary>Which file of the import format it is; null for a foreign sheet.</summary>
    public FileKind? Kind { get; private set; }
    /// <summary>How figures are found in a foreign sheet.</summary>
    public Mapping Mapping => _state.Mapping;
    /// <summary>The day on which a sheet with the same headings was mapped so; null where it is mapped anew.</summary>
    public DateOnly? Remembered
    {
        get => _state.Remembered;
        set => Say(s => s with { Remembered = value });
    }
    /// <summary>What is typed of a new source; null while none is added.</summary>
    public SourceFields? NewSource
    {
        get => _state.NewSource;
        set => Say(s => s with { NewSource = value });
    }
    /// <summary>What is asked about the columns.</summary>
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    /// <summary>Why figures on record are changed, by the key of the reason, and words to it.</summary>
    public (string Key, string Words) Reason => (_state.Reason, _state.Words);
    /// <summary>What saving would do; null until it has been checked.</summary>
    public DryRun? Run { get; private set; }
    /// <summary>What became of it once it was saved.</summary>
    public ImportOutcome? Outcome { get; private set; }
    /// <summary>How many rows had been left out when it was saved.</summary>
    public int LeftOut { get; private set; }
    /// <summary>Why nothing could be read, or be saved.</summary>
    public Trouble? Failure { get; private set; }

    /// <summary>Whether it is at work.</summary>
    public bool IsBusy => Phase is ImportPhase.Reading or ImportPhase.Checking or ImportPhase.Saving;
    /// <summary>Whether the database did not take yet what was said last.</summary>
    public bool IsUnkept { get; private set; }
    /// <summary>Whether it is saved, or cannot be read at all, and is kept no longer.</summary>
    internal bool IsOver { get; private set; }

    /// <summary>Is raised on any thread when there is something to show.</summary>
    public event Action? Changed;

    /// <summary>Reads the bytes and checks what is in them.</summary>
    /// <param name="bytes">The file, or what was pasted.</param>
    /// <param name="remembered">Finds how a foreign sheet was mapped before.</param>
    public void Open(byte[] bytes, Func<Sheet, Mapping?> remembered) => Start(ImportPhase.Reading, async cancel =>
    {
        var sheet = SheetReader.Read(bytes, cancel: cancel);
        Kind = await ImportChecks.KindOfAsync(sheet, cancel);
        var mapping = Kind is null ? remembered(sheet) ?? MappingGuess.Of(sheet) : new();
        Say(s => s with { Mapping = mapping });
        _read = sheet;
        await CheckAsync(cancel);
    });

    /// <summary>Reads what is kept of it where this instance has not done so yet, or another has kept something since.</summary>
    internal async Task ResumeAsync(CancellationToken cancel)
    {
        if (Phase == ImportPhase.Kept || (Phase == ImportPhase.Failed && !IsOver))
        {
            Read();
        }
        else if (_latest > _version && _read is not null && !_isKeeping && !IsOver)
        {
            await CatchUpAsync(cancel);
        }
    }

    /// <summary>Notes how it is kept now.</summary>
    internal void Note(OpenImport import) => (ChangedAt, _latest) = (import.ChangedAt, import.Version);

    /// <summary>Maps the sheet otherwise and checks it again.</summary>
    public void Map(Mapping mapping)
    {
        // At once, so that what is changed next is changed upon it.
        Say(s => s with { Mapping = mapping });
        Check();
    }

    /// <summary>Says why figures on record are changed, and checks the sheet again once that is said as a whole.</summary>
    /// <param name="key">The key of the reason.</param>
    /// <param name="words">The words to it.</param>
    public void Explain(string key, string words)
    {
        var before = ReasonText;
        Say(s => s with { Reason = key, Words = words });
        if (ReasonText != before)
        {
            Check();
        }
    }

    /// <summary>Types a cell anew and checks the sheet again.</summary>
    public void Mend(int row, int column, string text)
    {
        Say(s => s with { Mended = s.Mended.RemoveAll(m => m.Row == row && m.Column == column).Add(new(row, column, text)) });
        Check();
    }

    /// <summary>Leaves a row out, or takes it in again, and checks the sheet again.</summary>
    public void Leave(ImportItem item)
    {
        var place = new CellPlace(item.Row, item.Column);
        var isIn = !_state.LeftOut.Contains(place);
        // Said twice it is the same.
        Say(s => s with { LeftOut = isIn ? s.LeftOut.Remove(place).Add(place) : s.LeftOut.Remove(place) });
        Check();
    }

    /// <summary>Checks the sheet again, because the record has changed, or reads it where that was called off.</summary>
    public void Check()
    {
        if (_read is not null)
        {
            Start(ImportPhase.Checking, CheckAsync);
        }
        else if (!IsBusy)
        {
            Read();
        }
    }

    /// <summary>Saves what is neither rejected nor left out.</summary>
    /// <param name="leaveOutRejected">Whether rejected rows are left out; otherwise they keep all others from being saved.</param>
    public void Save(bool leaveOutRejected)
    {
        if (IsBusy || Run is not { Unexplained: 0 } run || (run[ImportResult.Rejected] > 0 && !leaveOutRejected))
        {
            return;
        }
        Start(ImportPhase.Saving, async cancel =>
        {
            if (await _checks.SaveAsync(Sheet!, Kind, run, new(Owner), Progress, cancel) is { } outcome)
            {
                LeftOut = run[ImportResult.Rejected] + run[ImportResult.LeftOut];
                (Outcome, Phase) = (outcome, ImportPhase.Saved);
                End();
                return;
            }
            await CheckAsync(cancel);
        });
    }

    /// <summary>Calls off what it is doing. What was typed and checked before stays.</summary>
    public void Cancel() => _cancel.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        _closing.Cancel();
        _closing.Dispose();
        _cancel.Cancel();
        _cancel.Dispose();
    }

    /// <summary>Waits until it is idle.</summary>
    internal async Task WhenIdleAsync()
    {
        for (var work = _work; ; work = _work)
        {
            await work;
            if (ReferenceEquals(work, _work))
            {
                return;
            }
        }
    }

    /// <summary>Waits until what was said of it is kept.</summary>
    internal async Task WhenKeptAsync()
    {
        for (var keeping = _keeping; ; keeping = _keeping)
        {
            await keeping;
            if (ReferenceEquals(keeping, _keeping))
            {
                return;
            }
        }
    }

    private string? ReasonText => ChangeReason.Text(Reason.Key, Reason.Words);

    private void Read() => Start(ImportPhase.Reading, async cancel =>
    {
        if (await _kept.ContentAsync(Id, cancel) is not { } content || await _kept.StateAsync(Id, cancel) is not var (json, version))
        {
            throw new UnreadableSheetException("Gone");
        }
        var sheet = SheetReader.Read(content, cancel: cancel);
        Kind = await ImportChecks.KindOfAsync(sheet, cancel);
        var state = ImportState.Read(json);
        if (state is null || (Kind is null && state.Mapping.Columns.Length != sheet.Width))
        {
            state = new() { Mapping = Kind is null ? MappingGuess.Of(sheet) : new() };
        }
        lock (_turn)
        {
            (_version, _state) = (version, _unkept.Aggregate(state, (s, what) => what(s)));
        }
        _read = sheet;
        await CheckAsync(cancel);
    });

    private async Task CheckAsync(CancellationToken cancel)
    {
        Go(ImportPhase.Checking);
        // On SQLite the check keeps other writers waiting.
        await Task.WhenAny(_keeping, Task.Delay(RetryInterval, _clock, cancel));
        var state = _state;
        Sheet = state.Mend(_read!);
        Questions = Kind is null ? Sheets.Questions.Of(Sheet, state.Mapping) : [];
        Run = await _checks.CheckAsync(
            Sheet, Kind, state.Mapping, state.LeftOut.Select(p => (p.Row, p.Column)).ToHashSet(),
            ChangeReason.Text(state.Reason, state.Words), new(Owner), Progress, cancel);
        Phase = ImportPhase.Ready;
    }

    private void Say(Func<ImportState, ImportState> what)
    {
        lock (_turn)
        {
            if (!IsOver)
            {
                (_state, _unkept) = (what(_state), _unkept.Add(what));
                Keep();
            }
        }
    }

    private void End()
    {
        lock (_turn)
        {
            IsOver = true;
            Keep();
        }
    }

    private void Keep()
    {
        if (!_isKeeping)
        {
            _isKeeping = true;
            _keeping = Task.Run(KeepAsync);
        }
    }

    private async Task KeepAsync()
    {
        while (true)
        {
            ImportState state;
            int count;
            long version;
            lock (_turn)
            {
                if (IsOver ? _isRemoved : _unkept.IsEmpty)
                {
                    _isKeeping = false;
                    return;
                }
                (state, count, version) = (_state, _unkept.Count, _version);
            }
            try
            {
                await KeepAsync(state, count, version);
                if (IsUnkept)
                {
                    IsUnkept = false;
                    Changed?.Invoke();
                }
            }
            catch (Exception away) when (Faults.IsEnvironmental(away))
            {
                if (!IsUnkept)
                {
                    IsUnkept = true;
                    _logger.ImportNotKept(Faults.MessageOf(away));
                    Changed?.Invoke();
                }
                if (!await WaitAsync())
                {
                    return;
                }
            }
        }
    }

    private async Task KeepAsync(ImportState state, int count, long version)
    {
        if (IsOver)
        {
            await _kept.RemoveAsync(Id);
            _isRemoved = true;
        }
        else if (await _kept.KeepAsync(Id, state.Write(), version))
        {
            lock (_turn)
            {
                (_version, _unkept) = (Math.Max(_version, version + 1), _unkept.RemoveRange(0, count));
            }
        }
        else if (!await CatchUpAsync(CancellationToken.None))
        {
            // Saved or discarded at another instance.
            lock (_turn)
            {
                _unkept = [];
            }
        }
    }

    // Takes over what was said at another instance, and says upon it what is not kept yet.
    private async Task<bool> CatchUpAsync(CancellationToken cancel)
    {
        if (await _kept.StateAsync(Id, cancel) is not var (json, version))
        {
            return false;
        }
        lock (_turn)
        {
            _version = version;
            _state = _unkept.Aggregate(ImportState.Read(json) ?? _state, (s, what) => what(s));
        }
        if (Phase != ImportPhase.Saving)
        {
            Check();
        }
        return true;
    }

    private async Task<bool> WaitAsync()
    {
        try
        {
            await Task.Delay(RetryInterval, _clock, _closing.Token);
            return true;
        }
        catch (Exception closed) when (closed is OperationCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    private void Start(ImportPhase phase, Func<CancellationToken, Task> work)
    {
        lock (_turn)
        {
            if (Phase == ImportPhase.Saved)
            {
                return;
            }
            _cancel.Cancel();
            var cancel = new CancellationTokenSource();
            _cancel = cancel;
            Go(phase);
            var before = _work;
            _work = Task.Run(async () =>
            {
                await before;
                await WorkAsync(phase, work, cancel.Token);
            });
        }
    }

    private async Task WorkAsync(ImportPhase phase, Func<CancellationToken, Task> work, CancellationToken cancel)
    {
        Failure = null;
        Go(phase);
        try
        {
            await work(cancel);
        }
        catch (OperationCanceledException)
        {
            // What was not saved stands as it was checked.
            Phase = phase == ImportPhase.Saving ? ImportPhase.Ready : ImportPhase.Cancelled;
        }
        catch (UnreadableSheetException unreadable)
        {
            (Failure, Phase) = (unreadable.Trouble, ImportPhase.Failed);
            End();
        }
        catch (Exception failed)
        {
            // Nobody else would hear of it: no page waits for this.
            _logger.ImportFailed(failed, Name);
            (Failure, Phase) = (new("Unforeseen"), Sheet is null ? ImportPhase.Failed : ImportPhase.Ready);
        }
        Changed?.Invoke();
    }

    private void Go(ImportPhase phase)
    {
        (Phase, Done, _began) = (phase, 0, _clock.GetTimestamp());
        Changed?.Invoke();
    }

    private void Progress(double done)
    {
        if (done - Done >= 0.02)
        {
            Done = done;
            Changed?.Invoke();
        }
    }
}
