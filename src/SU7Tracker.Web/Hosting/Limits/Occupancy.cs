namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>Counts what is open at a time, up to a cap for each caller and a cap in total; 0 lifts a cap.</summary>
internal sealed class Occupancy(int perCaller, int total)
{
    private readonly Dictionary<CallerKey, int> _open = [];
    private readonly Lock _counting = new();
    private int _count;

    public int Count => Volatile.Read(ref _count);

    /// <summary>Whether one more of this caller would be let in.</summary>
    public bool HasRoomFor(CallerKey caller)
    {
        lock (_counting)
        {
            return (total <= 0 || _count < total) && (perCaller <= 0 || _open.GetValueOrDefault(caller) < perCaller);
        }
    }

    /// <summary>Counts one more until the result is disposed; null when a cap is reached.</summary>
    public IDisposable? TryEnter(CallerKey caller)
    {
        lock (_counting)
        {
            if (!HasRoomFor(caller))
            {
                return null;
            }
            _count++;
            _open[caller] = _open.GetValueOrDefault(caller) + 1;
        }
        return new Place(this, caller);
    }

    private void Leave(CallerKey caller)
    {
        lock (_counting)
        {
            _count--;
            if (_open[caller] == 1)
            {
                _open.Remove(caller);
            }
            else
            {
                _open[caller]--;
            }
        }
    }

    private sealed class Place(Occupancy owner, CallerKey caller) : IDisposable
    {
        private Occupancy? _owner = owner;

        public void Dispose() => Interlocked.Exchange(ref _owner, null)?.Leave(caller);
    }
}
