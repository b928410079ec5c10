using System.Collections.Immutable;
using System.Text.Json;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Entry.Cells;

/// <summary>
/// Who has the grid of which vehicle open, at any instance of the program. Each tells the others who is at its own pages: when somebody
/// comes or goes, and every few seconds. Of one that is silent for longer nobody is shown any more.
/// </summary>
public sealed class Presence : IDisposable
{
    /// <summary>How often an instance tells who is at its pages.</summary>
    internal static readonly TimeSpan Interval = TimeSpan.FromSeconds(3);
    /// <summary>How long that holds.</summary>
    internal static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(10);

    // As many ids of accounts as a message takes.
    private const int MostTold = 100;

    private readonly InstanceMessages _messages;
    private readonly TimeProvider _clock;
    private readonly ILogger<Presence> _logger;
    private readonly string _instance = Guid.NewGuid().ToString("N");
    private readonly SemaphoreSlim _telling = new(1, 1);
    private readonly ITimer? _timer;
    private ImmutableList<Visit> _visits = [];
    private ImmutableDictionary<(string Instance, string Vehicle), Away> _elsewhere =
        ImmutableDictionary<(string Instance, string Vehicle), Away>.Empty;

    public Presence(InstanceMessages messages, TimeProvider clock, ILogger<Presence> logger)
    {
        (_messages, _clock, _logger) = (messages, clock, logger);
        if (messages.HasOthers)
        {
            messages.Heard += Hear;
            _timer = clock.CreateTimer(_ => Repeat(), null, Interval, Interval);
        }
    }

    /// <summary>One open page; disposed when it closes.</summary>
    private sealed class Visit(Presence presence, string vehicle, string account, Action changed) : IDisposable
    {
        public string Vehicle => vehicle;
        public string Account => account;
        public Action Changed => changed;

        public void Dispose()
        {
            ImmutableInterlocked.Update(ref presence._visits, all => all.Remove(this));
            presence.Tell(vehicle);
            _ = presence.SendAsync(vehicle);
        }
    }

    /// <summary>What an instance says of its own pages.</summary>
    private sealed record Told(string Instance, string Vehicle, ImmutableArray<string> Accounts);

    /// <summary>Who is at the pages of another instance.</summary>
    private sealed record Away(ImmutableArray<string> Accounts, long HeardAt);

    /// <summary>Notes that a page is open until the result is disposed.</summary>
    /// <param name="vehicle">The vehicle.</param>
    /// <param name="account">The id of the account whose page it is.</param>
    /// <param name="changed">Is called when somebody comes or goes; it must not wait.</param>
    public IDisposable Enter(string vehicle, string account, Action changed)
    {
        var visit = new Visit(this, vehicle, account, changed);
        ImmutableInterlocked.Update(ref _visits, all => all.Add(visit));
        Tell(vehicle);
        _ = SendAsync(vehicle);
        return visit;
    }

    /// <summary>The ids of the accounts of others who have the grid of a vehicle open.</summary>
    public IReadOnlyList<string> Others(string vehicle, string account) =>
    [
        .. _visits.Where(v => v.Vehicle == vehicle).Select(v => v.Account)
            .Concat(_elsewhere.Where(e => e.Key.Vehicle == vehicle && !IsOver(e.Value)).SelectMany(e => e.Value.Accounts))
            .Where(a => a != account).Distinct().Order(StringComparer.Ordinal),
    ];

    private bool IsOver(Away away) => _clock.GetElapsedTime(away.HeardAt) > Lifetime;

    private void Tell(string vehicle)
    {
        foreach (var visit in _visits.Where(v => v.Vehicle == vehicle))
        {
            visit.Changed();
        }
    }

    // One after the other, so that what was sent last holds.
    private async Task SendAsync(string vehicle)
    {
        if (!_messages.HasOthers)
        {
            return;
        }
        await _telling.WaitAsync();
        try
        {
            var accounts = _visits.Where(v => v.Vehicle == vehicle).Select(v => v.Account).Distinct().Take(MostTold);
            await _messages.SendAsync(JsonSerializer.Serialize(new Told(_instance, vehicle, [.. accounts])));
        }
        catch (Exception away) when (Faults.IsEnvironmental(away))
        {
            // What is told again in a few seconds is not worth a warning.
            _logger.PresenceNotTold(Faults.MessageOf(away));
        }
        finally
        {
            _telling.Release();
        }
    }

    private void Hear(string message)
    {
        if (Read(message) is not { } told || told.Instance == _instance)
        {
            return;
        }
        var key = (told.Instance, told.Vehicle);
        var before = _elsewhere.GetValueOrDefault(key)?.Accounts ?? [];
        if (told.Accounts.IsEmpty)
        {
            ImmutableInterlocked.TryRemove(ref _elsewhere, key, out _);
        }
        else
        {
            var now = new Away(told.Accounts, _clock.GetTimestamp());
            ImmutableInterlocked.AddOrUpdate(ref _elsewhere, key, now, (_, _) => now);
        }
        if (!before.SequenceEqual(told.Accounts))
        {
            Tell(told.Vehicle);
        }
    }

    private static Told? Read(string message)
    {
        try
        {
            return JsonSerializer.Deserialize<Told>(message) is
                { Instance: not null, Vehicle: not null, Accounts.IsDefault: false } told ? told : null;
        }
        catch (JsonException)
        {
            return null;   // of another version of the program
        }
    }

    private void Repeat()
    {
        foreach (var (key, _) in _elsewhere.Where(e => IsOver(e.Value)))
        {
            if (ImmutableInterlocked.TryRemove(ref _elsewhere, key, out _))
            {
                Tell(key.Vehicle);
            }
        }
        // While the database does not answer, one telling waits for it and not one after the other.
        foreach (var vehicle in _telling.CurrentCount == 0 ? [] : _visits.Select(v => v.Vehicle).Distinct())
        {
            _ = SendAsync(vehicle);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _messages.Heard -= Hear;
        _timer?.Dispose();
        _telling.Dispose();
    }
}
