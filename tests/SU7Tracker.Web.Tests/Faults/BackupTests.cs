using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using System.Text.Json;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Faults;

/// <summary>
/// That a backup taken while others write holds all that was acknowledged before it began, and restores into a record that serves.
/// </summary>
public sealed class BackupTests(Databases databases) : IClassFixture<Databases>
{
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task ARestoredBackupHoldsEveryFigureAcknowledgedBeforeItBegan(On on)
    {
        var (folder, connection) = (databases.Folder(), databases.Connection(on));
        var file = Path.Combine(folder, "backups.bak");
        var written = new ConcurrentQueue<int>();
        List<int> before;
        using (var program = await new RunningProgram(folder, connection).ReadyAsync())
        {
            using var end = new CancellationTokenSource();
            var writing = Enumerable.Range(0, 4).Select(writer => WriteAsync(program, writer, written, end.Token)).ToList();
            while (written.Count < 40)
            {
                await Task.Delay(20);
            }
            before = [.. written];
            var (code, said) = await RunAsync(folder, connection, "backup", file);
            Assert.True(code == 0, said);
            Assert.True(written.Count > before.Count, "Nothing was written while the backup was taken.");
            await end.CancelAsync();
            await Task.WhenAll(writing);
            var (used, refused) = await RunAsync(folder, connection, "restore", file);
            Assert.Equal(1, used);
            Assert.Contains("is not empty", refused, StringComparison.Ordinal);
        }
        var (emptyFolder, emptyConnection) = (databases.Folder(), databases.Connection(on));
        var (restored, why) = await RunAsync(emptyFolder, emptyConnection, "restore", file);
        Assert.True(restored == 0, why);
        using var again = await new RunningProgram(emptyFolder, emptyConnection).ReadyAsync();
        Assert.Superset(before.ToHashSet(), await CountsAsync(again));
        // Whoever had a token before has it still, and writes on.
        using var more = await again.Http.PostAsync("/api/v1/figures", Figure(1_000_000));
        Assert.True(more.IsSuccessStatusCode);
    }

    [Fact]
    public async Task WhatIsNoBackupIsRefusedInWords()
    {
        var folder = databases.Folder();
        var file = Path.Combine(folder, "some.bak");
        await File.WriteAllTextAsync(
            file,
            "not a database, but longer than the head of one is, so that it is looked at more closely than that it is short");
        var (code, said) = await RunAsync(databases.Folder(), null, "restore", file);
        Assert.Equal(1, code);
        Assert.Contains("is not a backup", said, StringComparison.Ordinal);
    }

    private static async Task WriteAsync(RunningProgram program, int writer, ConcurrentQueue<int> written, CancellationToken end)
    {
        for (var i = writer; !end.IsCancellationRequested; i += 4)
        {
            using var answer = await program.Http.PostAsync("/api/v1/figures", Figure(i), CancellationToken.None);
            if (answer.IsSuccessStatusCode)
            {
                written.Enqueue(i);
            }
        }
    }

    private static async Task<HashSet<int>> CountsAsync(RunningProgram program)
    {
        var counts = new HashSet<int>();
        for (long? after = 0; after is not null;)
        {
            using var page = JsonDocument.Parse(
                await program.Http.GetStringAsync($"/api/v1/figures?vehicle=model-3&measure=registrations&limit=1000&after={after}"));
            counts.UnionWith(page.RootElement.GetProperty("figures").EnumerateArray().Select(f => f.GetProperty("low").GetInt32()));
            after =
                page.RootElement.TryGetProperty("next", out var next) && next.ValueKind == JsonValueKind.Number ? next.GetInt64() : null;
        }
        return counts;
    }

    private static StringContent Figure(int number)
    {
        var day = new DateOnly(1990, 1, 1).AddDays(number % 10_000).ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        return new(
            $$"""[{"vehicle":"model-3","measure":"registrations","basis":"insured{{number / 10_000}}","reading":"in_period","periodStart":"{{day}}","periodEnd":"{{day}}","low":{{number}},"high":{{number}},"qualifier":"exact","source":"seed_spm_20240418"}]""",
            Encoding.UTF8, "application/json");
    }

    private static async Task<(int Code, string Said)> RunAsync(string folder, string? connection, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "SU7Tracker.Web.dll"),
                    .. words,
                    "--Data:Folder",
                    folder,
                    "--ConnectionStrings:Tracker=" + connection,
                    "--Serilog:MinimumLevel:Default",
                    "Warning",
                ])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        var (said, wrong) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync(new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token);
        return (process.ExitCode, await said + await wrong);
    }
}
