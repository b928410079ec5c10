using System.Collections.Immutable;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Who has the grid of which vehicle open in this process.</summary>
public sealed class Presence
{
    private ImmutableList<Visit> _visits = [];

    /// <summary>One open page; disposed when it closes.</summary>
    private sealed class Visit(Presence presence, string vehicle, string name, Action changed) : IDisposable
    {
        public string Vehicle => vehicle;
        public string Name => name;
        public Action Changed => changed;

        public void Dispose()
        {
            ImmutableInterlocked.Update(ref presence._visits, all => all.Remove(this));
            presence.Tell(vehicle);
        }
    }

    /// <summary>Notes that a page is open until the result is disposed.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="name">Whose page it is.</param>
    /// <param name="changed">Is called when somebody comes or goes; it must not wait.</param>
    public IDisposable Enter(string vehicle, string name, Action changed)
    {
        var visit = new Visit(this, vehicle, name, changed);
        ImmutableInterlocked.Update(ref _visits, all => all.Add(visit));
        Tell(vehicle);
        return visit;
    }

    /// <summary>Who else has the grid of a vehicle open.</summary>
    public IReadOnlyList<string> Others(string vehicle, string name) =>
        [.. _visits.Where(v => v.Vehicle == vehicle && v.Name != name).Select(v => v.Name).Distinct().Order(StringComparer.Ordinal)];

    private void Tell(string vehicle)
    {
        foreach (var visit in _visits.Where(v => v.Vehicle == vehicle))
        {
            visit.Changed();
        }
    }
}
