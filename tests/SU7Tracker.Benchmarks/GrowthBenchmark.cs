using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Benchmarks;

/// <summary>What one vehicle costs beside a thousand others, in a small and in a large table, in turns.</summary>
internal static class GrowthBenchmark
{
    private const int Vehicles = 1_000, Own = 2_080;   // ten years of four series
    private const int WarmUp = 10;

    public static async Task RunAsync(int most, int rounds)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        await using var small = await SeedAsync(postgres, 10_000);
        await using var large = await SeedAsync(postgres, most);
        Timing.Section("From ten thousand to ten million stored figures", $"""
            `-- growth`: what one vehicle with {Own:N0} figures costs among 1,000 others on PostgreSQL, in a small and in a large table, in turn; the ratio is the median of the pairs.
            The large table holds {await SizeAsync(large)}.
            """);
        Console.WriteLine(
            $"| of one vehicle with {Own:N0} figures, among 1,000 | 10,000 stored | {most:N0} stored | ratio | aim |\n| --- | ---: | ---: | ---: | ---: |"
        );
        var published = 0;
        await RowAsync(
            "cold load",
            async services =>
            {
                using var histories = ActivatorUtilities.CreateInstance<Histories>(services, NullLogger<Histories>.Instance);
                _ = await histories.FindAsync("su7");
            });
        await RowAsync(
            "publishing one figure",
            async services =>
                _ = await services
                    .GetRequiredService<Figures>()
                    .PublishAsync([Draft(Interlocked.Increment(ref published))], new("benchmark")));
        await RowAsync("first page of its figures", services => PageAsync(services, new() { Vehicle = "su7" }));
        await RowAsync(
            "last page of its figures",
            services => PageAsync(services, new() { Vehicle = "su7", From = new DateOnly(1989, 1, 1) }));
        await RowAsync("first page of all figures", services => PageAsync(services, new()));
        await RowAsync(
            "its figures of one series as of a day",
            services =>
                PageAsync(
                    services,
                    new()
                    {
                        Vehicle = "su7",
                        Measure = Measure.Orders,
                        AsOf = new DateOnly(1985, 1, 1),
                    }));

        async Task RowAsync(string what, Func<ServiceProvider, Task> work)
        {
            var (few, many) = (new List<double>(), new List<double>());
            for (var round = -WarmUp; round < rounds; round++)
            {
                foreach (var isLarge in round % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    var started = Stopwatch.GetTimestamp();
                    await work(isLarge ? large : small);
                    if (round >= 0)
                    {
                        (isLarge ? many : few).Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
                    }
                }
            }
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {what} | {Timing.Median(few):0.00} ms | {Timing.Median(many):0.00} ms | {Timing.Median(many.Zip(few, (a, b) => a / b)):0.00} | ≤ 1.3 |"
                ));
        }
    }

    private static async Task<string> SizeAsync(ServiceProvider services)
    {
        await using var source = NpgsqlDataSource.Create(
            services.GetRequiredService<TrackerStorage>().ConnectionString + ";Command Timeout=0");
        await using var size = source.CreateCommand(
            "select (select count(*) from figures) || ' figures in ' || pg_size_pretty(pg_total_relation_size('figures'))");
        return (string)(await size.ExecuteScalarAsync())!;
    }

    private static async Task PageAsync(ServiceProvider services, FigureQuery query)
    {
        if ((await services.GetRequiredService<Figures>().PageAsync(query)).Count == 0)
        {
            throw new InvalidOperationException("The page is empty.");
        }
    }

    private static FigureDraft Draft(int count) =>
        new(
            new(
                new("su7", Measure.Orders, "fresh", ""),
                Reading.InPeriod,
                new DateOnly(2001, 1, 1).AddDays(7 * count),
                new DateOnly(2001, 1, 7).AddDays(7 * count)),
            Quantity.Exact(count),
            null,
            "news");

    private static async Task<ServiceProvider> SeedAsync(PrivatePostgres postgres, int figures)
    {
        var connection = postgres.ConnectionTo(await postgres.CreateAsync());
        var services = new ServiceCollection()
            .AddLogging()
            .AddTrackerData(TrackerStorage.From(connection, Path.GetTempPath()))
            .BuildServiceProvider();
        await services.GetRequiredService<Database>().MigrateAsync();
        await Record.ImportAsync(services, Record.Source);
        await Record.ImportAsync(
            services,
            Record.Vehicle + string.Concat(Enumerable.Range(0, Vehicles).Select(v => $"v-{v},Vehicle {v},,,\n")));
        await using var source = NpgsqlDataSource.Create(connection + ";Command Timeout=0");
        // Half of the others stand before it and half after, so that its rows are neither the first nor the last.
        foreach (
            var (low, high, vehicle, each) in new[]
            {
                (0, 499, "'v-' || v", figures / Vehicles),
                (0, 0, "'su7'", Own),
                (500, 999, "'v-' || v", figures / Vehicles),
            })
        {
            await RunAsync($"""
                set session_replication_role = replica;   -- what is referred to is there: it need not be looked up ten million times
                insert into figures (change_id, vehicle, measure, basis, reading, city, period_start, period_end, revision, low, high, qualifier, published_on, source, note, reason, withdrawn, recorded_at, recorded_by)
                select 1, {vehicle}, (array['production', 'orders', 'deliveries', 'registrations'])[1 + i % 4], 'b' || i / 2080, 'in_period', '',
                    date '1980-01-07' + i % 2080 / 4 * 7, date '1980-01-13' + i % 2080 / 4 * 7, 1, i, i, 'exact', null, 'news', '', '', false, now(), 'benchmark'
                from generate_series({low}, {high}) v, generate_series(0, {each - 1}) i;
                set session_replication_role = default;
                """);
        }
        await RunAsync("vacuum analyze figures");
        return services;

        async Task RunAsync(string sql)
        {
#pragma warning disable CA2100 // The texts are all of this file.
            await using var command = source.CreateCommand(sql);
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }
    }
}
