using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SU7Tracker.Data;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// The first reading of a vehicle with ten years of weeks, four measures and forty cities, against the query of the same rows alone.
/// </summary>
internal static class ColdBenchmark
{
    private const int Weeks = 520, Cities = 40;
    private static readonly string[] Measures = ["production,built", "orders,locked", "deliveries,delivered", "registrations,insured"];

    public static async Task RunAsync(int rounds)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        var connection = postgres.ConnectionTo(await postgres.CreateAsync());
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddTrackerData(TrackerStorage.From(connection, Path.GetTempPath()))
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync();
        await Record.ImportAsync(services, Record.Vehicle);
        await Record.ImportAsync(services, Record.Source);
        await Record.ImportAsync(
            services,
            "slug,name,name_zh,country,deliveries_from,source\n"
                + string.Concat(Enumerable.Range(0, Cities).Select(c => $"city-{c},City {c},,CN,,\n")));
        await Record.ImportAsync(services, Figures());
        await using (var source = NpgsqlDataSource.Create(connection))
        {
            await source.CreateCommand("vacuum analyze figures").ExecuteNonQueryAsync();
        }
        var (ours, theirs, count) = (new List<double>(), new List<double>(), 0);
        for (var round = -3; round < rounds; round++)
        {
            foreach (var real in round % 2 == 0 ? new[] { true, false } : [false, true])
            {
                GC.Collect();
                var started = Stopwatch.GetTimestamp();
                count = real ? await LoadAsync(services) : await QueryAsync(connection);
                var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                if (round >= 0)
                {
                    (real ? ours : theirs).Add(took);
                }
            }
        }
        var ratio = Timing.Median(ours.Zip(theirs, (a, b) => a / b));
        Timing.Section("Loading a vehicle for the first time", """
            `-- cold`: ten years of weeks, four measures, forty cities on PostgreSQL: from nothing in memory to a history that pages derive from, against the bare
            Npgsql query of the same rows; in turn, the ratio is the median of the pairs.
            """);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"""
                | figures | cold load | the query alone | ratio | aim |
                | ---: | ---: | ---: | ---: | ---: |
                | {count:N0} | {Timing.Median(ours):N0} ms | {Timing.Median(theirs):N0} ms | {ratio:0.00} | ≤ 1.5 |
                """));
    }

    private static async Task<int> LoadAsync(ServiceProvider services)
    {
        using var histories = ActivatorUtilities.CreateInstance<Histories>(services, NullLogger<Histories>.Instance);
        var history = await histories.FindAsync("su7");
        return history!.Revisions.Values.Sum(s => s.Count);
    }

    // Every column that a figure consists of, in the type that it has there.
    private static async Task<int> QueryAsync(string connection)
    {
        await using var open = new NpgsqlConnection(connection);
        await open.OpenAsync();
        await using var command = new NpgsqlCommand(
            "select vehicle, measure, basis, reading, city, period_start, period_end, revision, low, high, qualifier, published_on, source, note, reason, withdrawn, recorded_at, recorded_by from figures where vehicle = 'su7'",
            open);
        await using var row = await command.ExecuteReaderAsync();
        var rows =
            new List<(
                string,
                string,
                string,
                string,
                string,
                DateOnly,
                DateOnly,
                int,
                long?,
                long?,
                string,
                DateOnly?,
                string,
                string,
                string,
                bool,
                DateTime,
                string
            )>();
        while (await row.ReadAsync())
        {
            rows.Add(
                (
                    row.GetString(0),
                    row.GetString(1),
                    row.GetString(2),
                    row.GetString(3),
                    row.GetString(4),
                    row.GetFieldValue<DateOnly>(5),
                    row.GetFieldValue<DateOnly>(6),
                    row.GetInt32(7),
                    row.IsDBNull(8) ? null : row.GetInt64(8),
                    row.IsDBNull(9) ? null : row.GetInt64(9),
                    row.GetString(10),
                    row.IsDBNull(11) ? null : row.GetFieldValue<DateOnly>(11),
                    row.GetString(12),
                    row.GetString(13),
                    row.GetString(14),
                    row.GetBoolean(15),
                    row.GetDateTime(16),
                    row.GetString(17)));
        }
        return rows.Count;
    }

    private static string Figures()
    {
        var csv = new StringBuilder(Record.FigureColumns);
        foreach (var measure in Measures)
        {
            for (var city = 0; city < Cities; city++)
            {
                for (var week = 0; week < Weeks; week++)
                {
                    var monday = new DateOnly(2014, 1, 6).AddDays(7 * week);
                    csv.Append(
                        CultureInfo.InvariantCulture,
                        $"su7,{measure},in_period,city-{city},{monday:O},{monday.AddDays(6):O},{100 + week},{100 + week},exact,,news,\n");
                }
            }
        }
        return csv.ToString();
    }
}
