using System.Collections.Immutable;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Entry.Cells;
using SU7Tracker.Web.Importing.Sheets;

namespace SU7Tracker.Web.Importing;

/// <summary>
/// An import of somebody, from its bytes to what was saved. It works apart from any page, which may be closed meanwhile; one thing at a
/// time, and what was asked for last ends what was asked for before.
/// </summary>
public sealed class ImportJob : IDisposable
{
    private const double LeastTold = 0.05;
    private readonly Author _author;
    private readonly ImportChecks _checks;
    private readonly ILogger _logger;
    private readonly TimeProvider _clock;
    private readonly Lock _turn = new();
    private readonly HashSet<(int Row, int Column)> _leftOut = [];
    private CancellationTokenSource _cancel = new();
    private Task _work = Task.CompletedTask;
    private long _began;   // what it is doing now

    internal ImportJob(string name, string owner, Author author, ImportChecks checks, TimeProvider clock, ILogger logger)
    {
        (Name, Owner, StartedAt) = (name, owner, clock.GetUtcNow());
        (_author, _checks, _logger, _clock) = (author, checks, logger, clock);
    }

    /// <summary>Its part of an address.</summary>
    public string Id { get; } = Guid.NewGuid().ToString("N");
    /// <summary>The name of the file; empty for what was pasted.</summary>
    public string Name { get; }
    /// <summary>The account that it belongs to.</summary>
    public string Owner { get; }
    /// <summary>When it began.</summary>
    public DateTimeOffset StartedAt { get; }

    /// <summary>What it is doing.</summary>
    public ImportPhase Phase { get; private set; } = ImportPhase.Reading;
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
    public Mapping Mapping { get; private set; } = new();
    /// <summary>The day on which a sheet with the same headings was mapped so; null where it is mapped anew.</summary>
    public DateOnly? Remembered { get; set; }
    /// <summary>What is asked about the columns.</summary>
    public IReadOnlyList<Question> Questions { get; private set; } = [];
    /// <summary>Why figures on record are changed, by the key of the reason, and words to it.</summary>
    public (string Key, string Words) Reason { get; private set; } = ("", "");
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

    /// <summary>Is raised on any thread when there is something to show.</summary>
    public event Action? Changed;

    /// <summary>Reads the bytes and checks what is in them.</summary>
    /// <param name="bytes">The file, or what was pasted.</param>
    /// <param name="remembered">Finds how a foreign sheet was mapped before.</param>
    public void Open(byte[] bytes, Func<Sheet, Mapping?> remembered) => Start(ImportPhase.Reading, async cancel =>
    {
        var sheet = SheetReader.Read(bytes, cancel: cancel);
        Kind = await ImportChecks.KindOfAsync(sheet, cancel);
        Mapping = Kind is null ? remembered(sheet) ?? MappingGuess.Of(sheet) : new();
        Sheet = sheet;
        await CheckAsync(cancel);
    });

    /// <summary>Maps the sheet otherwise and checks it again.</summary>
    public void Map(Mapping mapping)
    {
        // At once, so that what is changed next is changed upon it.
        Mapping = Phase == ImportPhase.Saved ? Mapping : mapping;
        Check();
    }

    /// <summary>Says why figures on record are changed, and checks the sheet again once that is said as a whole.</summary>
    /// <param name="key">The key of the reason.</param>
    /// <param name="words">The words to it.</param>
    public void Explain(string key, string words)
    {
        var before = ReasonText;
        Reason = (key, words);
        if (ReasonText != before)
        {
            Check();
        }
    }

    /// <summary>Types a cell anew and checks the sheet again.</summary>
    public void Mend(int row, int column, string text) => Start(ImportPhase.Checking, cancel =>
    {
        var cells = Sheet!.Rows[row].Cells.ToArray();
        if (column >= cells.Length)
        {
            Array.Resize(ref cells, column + 1);
            cells = Array.ConvertAll(cells, c => c ?? "");
        }
        cells[column] = text;
        var rows = Sheet.Rows.ToArray();
        rows[row] = rows[row] with { Cells = cells, Days = [.. rows[row].Days.Where(d => d != column)] };
        Sheet = Sheet with { Rows = rows };
        return CheckAsync(cancel);
    });

    /// <summary>Leaves a row out, or takes it in again, and checks the sheet again.</summary>
    public void Leave(ImportItem item) => Start(ImportPhase.Checking, cancel =>
    {
        if (!_leftOut.Remove((item.Row, item.Column)))
        {
            _leftOut.Add((item.Row, item.Column));
        }
        return CheckAsync(cancel);
    });

    /// <summary>Checks the sheet again, because the record has changed.</summary>
    public void Check() => Start(ImportPhase.Checking, CheckAsync);

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
            if (await _checks.SaveAsync(Sheet!, Kind, run, _author, Progress, cancel) is { } outcome)
            {
                LeftOut = run[ImportResult.Rejected] + run[ImportResult.LeftOut];
                (Outcome, Phase) = (outcome, ImportPhase.Saved);
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

    private string? ReasonText => ChangeReason.Text(Reason.Key, Reason.Words);

    private async Task CheckAsync(CancellationToken cancel)
    {
        Go(ImportPhase.Checking);
        Questions = Kind is null ? Sheets.Questions.Of(Sheet!, Mapping) : [];
        Run = await _checks.CheckAsync(Sheet!, Kind, Mapping, _leftOut.ToImmutableHashSet(), ReasonText, _author, Progress, cancel);
        Phase = ImportPhase.Ready;
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
