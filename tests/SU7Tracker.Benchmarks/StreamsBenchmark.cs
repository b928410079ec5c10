using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Npgsql;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>Very many listeners to changes, on two instances over one PostgreSQL with as many connections as by default.</summary>
internal static class StreamsBenchmark
{
    private const int DefaultConnections = 100, Instances = 2;
    private static readonly TimeSpan LongestHearing = TimeSpan.FromSeconds(30), BetweenWrites = TimeSpan.FromMilliseconds(200);

    /// <summary>Returns whether the aim was met.</summary>
    public static async Task<bool> RunAsync(int count, int writes)
    {
        await using var postgres = await PrivatePostgres.StartAsync(DefaultConnections);
        // As an operator would write it, without a word about connections.
        var whole = new NpgsqlConnectionStringBuilder(postgres.ConnectionTo(await postgres.CreateAsync()));
        var connection = $"Host={whole.Host};Port={whole.Port};Username={whole.Username};Database={whole.Database}";
        string[] caps = ["Limits:Streams=0", "Limits:StreamsPerCaller=0"];
        await using var one = await Tracker.StartAsync(connection, caps);
        await using var two = await Tracker.StartAsync(connection, caps);
        var instances = new[] { one, two };
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = count }) { Timeout = Timeout.InfiniteTimeSpan };
        using var closing = new CancellationTokenSource();
        var errors = new ConcurrentBag<string>();
        var listening = new CountdownEvent(count);
        var heard = new ConcurrentDictionary<long, (int Listeners, long LastAt)>();
        var streams = Enumerable.Range(0, count).Select(i => ListenAsync(instances[i % Instances].Address)).ToList();
        await Task.Run(() => listening.Wait(TimeSpan.FromMinutes(1)));
        await using var observer = NpgsqlDataSource.Create(connection);
        var connections = 0L;
        var sent = new List<long>();
        for (var i = 0; i < writes; i++)
        {
            sent.Add(Stopwatch.GetTimestamp());
            await WriteAsync(instances[i % Instances], i);
            await using var counted = observer.CreateCommand("select count(*) from pg_stat_activity where backend_type = 'client backend'");
            connections = Math.Max(connections, (long)(await counted.ExecuteScalarAsync())!);
            await Task.Delay(BetweenWrites);
        }
        for (var clock = Stopwatch.StartNew(); heard.Values.Sum(h => h.Listeners) < count * writes && clock.Elapsed < LongestHearing;)
        {
            await Task.Delay(100);
        }
        var changes = heard.OrderBy(h => h.Key).Select(h => h.Value).ToList();
        var delays = changes.Zip(sent, (change, at) => Stopwatch.GetElapsedTime(at, change.LastAt).TotalMilliseconds).ToList();
        await closing.CancelAsync();
        await Task.WhenAll(streams);
        var logged = instances.Sum(i => i.Logged(" ERR]") + i.Logged(" FTL]"));
        Timing.Section("Listening to changes", $"""
            `-- streams`: {count:N0} listeners to `/api/v1/changes`, half on each of two instances over one PostgreSQL with `max_connections={DefaultConnections}` and a connection string
            that says nothing of a pool; {writes} figures are recorded, by each instance in turn. The aim: no error, every listener hears of every change.
            """);
        var complete = changes.Count == writes && changes.All(c => c.Listeners == count);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"""
            | listeners | heard of all changes | errors | in the logs | last listener told after (median, slowest) | connections to PostgreSQL |
            | ---: | ---: | ---: | ---: | ---: | ---: |
            | {count:N0} | {(changes.Count < writes ? 0 : changes.Min(c => c.Listeners)):N0} | {errors.Count:N0} | {logged} | {Timing.Median(delays):0} ms, {delays.DefaultIfEmpty().Max():0} ms | {connections} |
            """));
        foreach (var error in errors.Distinct().Take(3))
        {
            Console.WriteLine($"\n{error}");
        }
        return complete && errors.IsEmpty && logged == 0;

        async Task ListenAsync(Uri address)
        {
            try
            {
                using var answer = await http.GetAsync(
                    new Uri(address, "/api/v1/changes"), HttpCompletionOption.ResponseHeadersRead, closing.Token);
                answer.EnsureSuccessStatusCode();
                using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(closing.Token));
                while (await lines.ReadLineAsync(closing.Token) is { } line)
                {
                    if (line == ": listening")
                    {
                        listening.Signal();
                    }
                    else if (line.StartsWith("id: ", StringComparison.Ordinal))
                    {
                        heard.AddOrUpdate(
                            long.Parse(line["id: ".Length..], CultureInfo.InvariantCulture),
                            _ => (1, Stopwatch.GetTimestamp()),
                            (_, before) => (before.Listeners + 1, Stopwatch.GetTimestamp()));
                    }
                }
                errors.Add("A stream ended.");
            }
            catch (OperationCanceledException) when (closing.IsCancellationRequested)
            {
                // All was heard.
            }
            catch (Exception wrong) when (wrong is HttpRequestException or IOException)
            {
                errors.Add(wrong.Message);
            }
        }
    }

    private static async Task WriteAsync(Tracker tracker, int number)
    {
        var day = new DateOnly(1990, 1, 1).AddDays(number);
        using var answer = await tracker.Http.PostAsJsonAsync("/api/v1/figures", new[]
        {
            new
            {
                vehicle = "su7", measure = "registrations", basis = "streams", reading = "in_period", periodStart = day, periodEnd = day,
                low = number, high = number, qualifier = "exact", source = "seed_spm_20240418",
            },
        });
        answer.EnsureSuccessStatusCode();
    }
}
