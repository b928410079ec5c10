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

/// <summary>
/// An import through the API against the fastest way to bring the same rows into the same table, indexes and keys included; in turns,
/// into two tables that grow alike.
/// </summary>
internal static class ImportBenchmark
{
    public static async Task RunAsync(int rows, int rounds)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        Timing.Section("Importing", """
            `-- import`: a file posted to the API of the program as it is shipped, until the last byte of the answer, against COPY (PostgreSQL) or one prepared insert
            (SQLite) of the same rows into the same table with its indexes and keys; in turn, into two tables that grow alike. The ratio is the median of the pairs.
            """);
        Console.WriteLine("| database | rows | import | COPY or inserts | ratio | aim |\n| --- | ---: | ---: | ---: | ---: | ---: |");
        foreach (var on in new[] { "PostgreSQL", "SQLite" })
        {
            var folder = Directory.CreateTempSubdirectory("su7bench-").FullName;
            var (ours, theirs) = on == "SQLite" ? ($"Data Source={folder}/ours.db", $"Data Source={folder}/theirs.db")
                : (postgres.ConnectionTo(await postgres.CreateAsync()), postgres.ConnectionTo(await postgres.CreateAsync()));
            await using (var tracker = await Tracker.StartAsync(ours, "Sample:Load=false"))
            await using (
                var services = new ServiceCollection()
                    .AddLogging()
                    .AddTrackerData(TrackerStorage.From(theirs, folder))
                    .BuildServiceProvider())
            {
                await services.GetRequiredService<Database>().MigrateAsync();
                foreach (var csv in new[] { Record.Vehicle, Record.Source })
                {
                    await PostAsync(tracker, Encoding.UTF8.GetBytes(csv));
                    await Record.ImportAsync(services, csv);
                }
                var (imports, plain) = (new List<double>(), new List<double>());
                for (var round = 0; round <= rounds; round++)
                {
                    var csv = Encoding.UTF8.GetBytes(Csv(round, rows));
                    foreach (var import in round % 2 == 0 ? new[] { true, false } : [false, true])
                    {
                        var started = Stopwatch.GetTimestamp();
                        await (
                            import ? PostAsync(tracker, csv)
                            : on == "SQLite" ? InsertAsync(theirs, round, rows)
                            : CopyAsync(theirs, round, rows));
                        var took = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
                        if (round > 0)   // the first of each only warms up
                        {
                            (import ? imports : plain).Add(took);
                        }
                    }
                }
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {on} | {rows:N0} | {Timing.Median(imports):N0} ms | {Timing.Median(plain):N0} ms | {Timing.Median(imports.Zip(plain, (a, b) => a / b)):0.00} | ≤ 2.5 |"
                    ));
            }
            SqliteConnection.ClearAllPools();
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The most memory that the program takes while it imports a large file.</summary>
    public static async Task MemoryAsync(int rows)
    {
        await using var postgres = await PrivatePostgres.StartAsync();
        Console.WriteLine(
            "\nMemory that the process has resident, which does not grow with the file:\n\n| database | rows | file | took | before | at most |\n| --- | ---: | ---: | ---: | ---: | ---: |"
        );
        foreach (var on in new[] { "PostgreSQL", "SQLite" })
        {
            await using var tracker = await Tracker.StartAsync(
                on == "SQLite" ? "" : postgres.ConnectionTo(await postgres.CreateAsync()),
                "Sample:Load=false");
            await PostAsync(tracker, Encoding.UTF8.GetBytes(Record.Vehicle));
            await PostAsync(tracker, Encoding.UTF8.GetBytes(Record.Source));
            foreach (var part in new[] { rows / 10, rows })
            {
                var before = tracker.Memory().Now;
                var csv = Encoding.UTF8.GetBytes(Csv(part == rows ? 100 : 0, part));
                var (_, took) = await PostAsync(tracker, csv);
                Console.WriteLine(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {on} | {part:N0} figures | {csv.Length / 1e6:N0} MB | {took / 1000:N1} s | {before:N0} MB | {tracker.Memory().Most:N0} MB |"
                    ));
            }
        }
        foreach (var on in new[] { "PostgreSQL", "SQLite" })
        {
            await using var tracker = await Tracker.StartAsync(
                on == "SQLite" ? "" : postgres.ConnectionTo(await postgres.CreateAsync()),
                "Sample:Load=false");
            var before = tracker.Memory().Now;
            var csv = Encoding.UTF8.GetBytes(Sources(30_000_000));
            var (_, took) = await PostAsync(tracker, csv);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"| {on} | sources (aim: under 300 MB) | {csv.Length / 1e6:N0} MB | {took / 1000:N1} s | {before:N0} MB | {tracker.Memory().Most:N0} MB |"
                ));
        }
    }

    private static string Sources(int bytes)
    {
        var csv = new StringBuilder("id,title,publisher,url,published_on,grade\n");
        for (var i = 0; csv.Length < bytes; i++)
        {
            csv.Append(CultureInfo.InvariantCulture, $"source-{i},Deliveries of the week {i},Paper {i % 100},https://example.org/{i},,B\n");
        }
        return csv.ToString();
    }

    private static async Task<(long Answer, double Took)> PostAsync(Tracker tracker, byte[] csv)
    {
        var started = Stopwatch.GetTimestamp();
        using var body = new ByteArrayContent(csv) { Headers = { ContentType = new("text/csv") } };
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/imports") { Content = body };
        using var answer = await tracker.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        answer.EnsureSuccessStatusCode();
        // Read to its end, kept nowhere.
        await using var results = await answer.Content.ReadAsStreamAsync();
        var (buffer, length) = (new byte[1 << 16], 0L);
        while (await results.ReadAsync(buffer) is > 0 and var read)
        {
            length += read;
        }
        return (length, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
    }

    private static IEnumerable<(string Basis, DateOnly Start, DateOnly End, long Count, string Note)> Rows(int round, int rows)
    {
        for (var i = 0; i < rows; i++)
        {
            var start = new DateOnly(1950, 1, 1).AddDays(i % 50_000);
            yield return ($"basis{round}-{i / 50_000}", start, start.AddDays(6), i, $"row {i}");
        }
    }

    private static string Csv(int round, int rows)
    {
        var csv = new StringBuilder(Record.FigureColumns);
        foreach (var (basis, start, end, count, note) in Rows(round, rows))
        {
            csv.Append(
                CultureInfo.InvariantCulture,
                $"su7,deliveries,{basis},in_period,,{start:O},{end:O},{count},{count},exact,,news,{note}\n");
        }
        return csv.ToString();
    }

    private const string Columns =
        "change_id, vehicle, measure, basis, reading, city, period_start, period_end, revision, low, high, qualifier, published_on, source, note, reason, withdrawn, recorded_at, recorded_by";

    private static async Task CopyAsync(string connectionString, int round, int rows)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
        await using var copy = await connection.BeginBinaryImportAsync($"copy figures ({Columns}) from stdin (format binary)");
        var now = DateTime.UtcNow;
        foreach (var (basis, start, end, count, note) in Rows(round, rows))
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

    private static async Task InsertAsync(string connectionString, int round, int rows)
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
        foreach (var (basis, start, end, count, note) in Rows(round, rows))
        {
            object[] values =
            [
                1L,
                "su7",
                "deliveries",
                basis,
                "in_period",
                "",
                start.ToString("O", CultureInfo.InvariantCulture),
                end.ToString("O", CultureInfo.InvariantCulture),
                1,
                count,
                count,
                "exact",
                DBNull.Value,
                "news",
                note,
                "",
                0,
                1L,
                "benchmark",
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
