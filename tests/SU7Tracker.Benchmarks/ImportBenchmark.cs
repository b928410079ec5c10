using System.Diagnostics;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using NpgsqlTypes;
using SU7Tracker.Tests.Support;

using SU7Tracker.Data;

namespace SU7Tracker.Benchmarks;

/// <summary>An import of a file against the fastest way to bring the same rows into the same table, indexes and keys included; side by side, in turns.</summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(int rows, int rounds)
    {
        var folder = Directory.CreateTempSubdirectory("su7bench-").FullName;
        await using var postgres = await PrivatePostgres.StartAsync();
        var csv = Encoding.UTF8.GetBytes(Csv(rows));
        Console.WriteLine($"{rows:N0} rows, {csv.Length / 1_000_000.0:N1} MB");
        foreach (var on in new[] { "SQLite", "PostgreSQL" })
        {
            var (imports, plain, again, memory) = (new List<double>(), new List<double>(), new List<double>(), 0L);
            for (var round = 0; round <= rounds; round++)
            {
                foreach (var import in round % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    var connection = on == "SQLite" ? $"Data Source={folder}/{Guid.NewGuid():N}.db" : postgres.ConnectionTo(await postgres.CreateAsync());
                    await using var services = new ServiceCollection().AddLogging().AddTrackerData(TrackerStorage.From(connection, folder)).BuildServiceProvider();
                    await PrepareAsync(services);
                    GC.Collect();
                    var before = GC.GetTotalAllocatedBytes();
                    var took = import ? await TimeAsync(() => ImportAsync(services, csv, rows))
                        : await TimeAsync(() => on == "SQLite" ? InsertAsync(connection, rows) : CopyAsync(connection, rows));
                    if (round == 0)
                    {
                        continue;   // the first of each only warms up
                    }
                    (import ? imports : plain).Add(took);
                    if (import)
                    {
                        memory = GC.GetTotalAllocatedBytes() - before;
                        again.Add(await TimeAsync(() => ImportAsync(services, csv, 0)));
                    }
                }
            }
            var (a, b) = (Median(imports), Median(plain));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{on}: import {a:N0} ms, plain {b:N0} ms, ratio {a / b:N2}; again, all unchanged {Median(again):N0} ms; {(double)memory / rows:N0} bytes allocated a row; peak {Process.GetCurrentProcess().PeakWorkingSet64 / 1e6:N0} MB"));
        }
        SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
    }

    private static async Task<double> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static double Median(List<double> of) => of.Order().ElementAt(of.Count / 2);

    private static async Task PrepareAsync(ServiceProvider services)
    {
        await services.GetRequiredService<Database>().MigrateAsync();
        await RunAsync(services, "slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,,\n"u8.ToArray());
        await RunAsync(services, "id,title,publisher,url,published_on,grade\nnews,News,,,,A\n"u8.ToArray());
    }

    private static async Task ImportAsync(ServiceProvider services, byte[] csv, int expected)
    {
        var outcome = await RunAsync(services, csv);
        if (!outcome.Committed || outcome.New != expected)
        {
            throw new InvalidOperationException($"{outcome.New} new of {expected}.");
        }
    }

    private static async Task<ImportOutcome> RunAsync(ServiceProvider services, byte[] csv)
    {
        using var stream = new MemoryStream(csv);
        return await services.GetRequiredService<Import>().RunAsync(stream, dryRun: false, new("benchmark"));
    }

    private static IEnumerable<(string Basis, DateOnly Start, DateOnly End, long Count, string Note)> Rows(int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            var start = new DateOnly(1950, 1, 1).AddDays(i % 50_000);
            yield return ($"basis{i / 50_000}", start, start.AddDays(6), i, $"row {i}");
        }
    }

    private static string Csv(int rows)
    {
        var csv = new StringBuilder("vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n");
        foreach (var (basis, start, end, count, note) in Rows(rows))
        {
            csv.Append(CultureInfo.InvariantCulture, $"su7,deliveries,{basis},in_period,,{start:O},{end:O},{count},{count},exact,,news,{note}\n");
        }
        return csv.ToString();
    }

    private const string Columns =
        "change_id, vehicle, measure, basis, reading, city, period_start, period_end, revision, low, high, qualifier, published_on, source, note, reason, withdrawn, recorded_at, recorded_by";

    private static async Task CopyAsync(string connectionString, int rows)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"copy figures ({Columns}) from stdin (format binary)");
        var now = DateTime.UtcNow;
        foreach (var (basis, start, end, count, note) in Rows(rows))
        {
            await copy.StartRowAsync();
            await copy.WriteAsync(1L, NpgsqlDbType.Bigint);
            await copy.WriteAsync("su7", NpgsqlDbType.Varchar);
            await copy.WriteAsync("deliveries", NpgsqlDbType.Varchar);
            await copy.WriteAsync(basis, NpgsqlDbType.Varchar);
            await copy.WriteAsync("in_period", NpgsqlDbType.Varchar);
            await copy.WriteAsync("", NpgsqlDbType.Varchar);
            await copy.WriteAsync(start, NpgsqlDbType.Date);
            await copy.WriteAsync(end, NpgsqlDbType.Date);
            await copy.WriteAsync(1, NpgsqlDbType.Integer);
            await copy.WriteAsync(count, NpgsqlDbType.Bigint);
            await copy.WriteAsync(count, NpgsqlDbType.Bigint);
            await copy.WriteAsync("exact", NpgsqlDbType.Varchar);
            await copy.WriteNullAsync();
            await copy.WriteAsync("news", NpgsqlDbType.Varchar);
            await copy.WriteAsync(note, NpgsqlDbType.Varchar);
            await copy.WriteAsync("", NpgsqlDbType.Varchar);
            await copy.WriteAsync(false, NpgsqlDbType.Boolean);
            await copy.WriteAsync(now, NpgsqlDbType.TimestampTz);
            await copy.WriteAsync("benchmark", NpgsqlDbType.Varchar);
        }
        await copy.CompleteAsync();
    }

    private static async Task InsertAsync(string connectionString, int rows)
    {
        await using var connection = new SqliteConnection(connectionString + ";Foreign Keys=True");
        await connection.OpenAsync();
        await using var transaction = connection.BeginTransaction();
        await using var insert = connection.CreateCommand();
        insert.CommandText = $"insert into figures ({Columns}) values ({string.Join(", ", Enumerable.Range(0, 19).Select(i => "@" + i))})";
        for (var i = 0; i < 19; i++)
        {
            insert.Parameters.Add(new SqliteParameter { ParameterName = "@" + i });
        }
        insert.Prepare();
        foreach (var (basis, start, end, count, note) in Rows(rows))
        {
            object[] values =
            [
                1L, "su7", "deliveries", basis, "in_period", "", start.ToString("O", CultureInfo.InvariantCulture), end.ToString("O", CultureInfo.InvariantCulture), 1, count, count,
                "exact", DBNull.Value, "news", note, "", 0, 1L, "benchmark",
            ];
            for (var i = 0; i < values.Length; i++)
            {
                insert.Parameters[i].Value = values[i];
            }
            insert.ExecuteNonQuery();
        }
        await transaction.CommitAsync();
    }
}
