using SU7Tracker.Domain;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Entry.Cells;

namespace SU7Tracker.Web.Entry;

/// <summary>Works out what saving would change. Of several questions only the last is answered.</summary>
internal sealed class EntryPreview(Derivations derivations) : IDisposable
{
    private CancellationTokenSource? _asked;

    /// <summary>What would change; null while nothing is asked for or known.</summary>
    public Consequences? Consequences { get; private set; }
    /// <summary>Whether a newer answer is being worked out.</summary>
    public bool IsDeriving { get; private set; }
    /// <summary>Whether it is seen on the day on which the figures became known, in place of the present one.</summary>
    public bool AsOfThen { get; set; }

    /// <summary>Asks anew.</summary>
    /// <param name="record">What is on record.</param>
    /// <param name="figures">What the record would have.</param>
    /// <param name="sources">The sources of them.</param>
    /// <param name="month">The factor from a week to a month.</param>
    /// <returns>False where something else has been asked meanwhile.</returns>
    public async Task<bool> AskAsync(
        GridRecord record, IReadOnlyList<Figure> figures, IReadOnlyList<Source> sources, MonthBasis month)
    {
        _asked?.Cancel();
        if (figures.Count == 0)
        {
            Clear();
            return true;
        }
        using var mine = new CancellationTokenSource();
        (_asked, IsDeriving) = (mine, true);
        var history = record.History;
        var known = figures.Max(f => f.KnownOn);
        var day = AsOfThen || known > record.Today ? known : record.Today;
        try
        {
            Consequences = await derivations.RunAsync(history.Family, new object(), cancel =>
            {
                var before = history.AsOf(day).Derive(cancel);
                var after = history.Family.With(figures, sources).Find(history.Vehicle.Slug)!.AsOf(day).Derive(cancel);
                return Consequences.Of(before, after, month);
            }, mine.Token);
            IsDeriving = false;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        catch (BusyException)
        {
            IsDeriving = false;
        }
        finally
        {
            if (_asked == mine)
            {
                _asked = null;
            }
        }
        return true;
    }

    /// <summary>Forgets the last answer.</summary>
    public void Clear() => (Consequences, IsDeriving) = (null, false);

    /// <inheritdoc/>
    public void Dispose() => _asked?.Cancel();
}
