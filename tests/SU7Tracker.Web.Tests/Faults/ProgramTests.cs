using System.Net;
using System.Text.Json;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Faults;

/// <summary>What becomes of the record when a program is killed, finds no space, or is not alone.</summary>
public sealed class ProgramTests(Databases databases) : IClassFixture<Databases>
{
    private const int Many = 200_000;

    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task TwoInstancesThatStartTogetherOnNothingServeTheSameRecord(On on)
    {
        var (folder, connection) = (databases.Folder(), databases.Connection(on));
        using var one = new RunningProgram(folder, connection);
        using var other = new RunningProgram(folder, connection);
        await Task.WhenAll(one.ReadyAsync(), other.ReadyAsync());
        Assert.Equal(await one.RecordAsync(), await other.RecordAsync());
        using var figures = JsonDocument.Parse(await one.Http.GetStringAsync("/api/v1/figures?history=true&limit=1000"));
        Assert.Equal(
            figures.RootElement.GetProperty("figures").GetArrayLength(),
            figures.RootElement.GetProperty("figures").EnumerateArray().Select(f => f.GetRawText()).Distinct().Count());
    }

    // At several moments, because nobody can know at which it hurts: while rows come in, while they are decided, while they are recorded.
    [Theory, InlineData(On.Sqlite), InlineData(On.Postgres)]
    public async Task OfAnImportDuringWhichTheProgramIsKilledNothingStays(On on)
    {
        var (folder, connection) = (databases.Folder(), databases.Connection(on));
        var file = RunningProgram.Figures(Many);
        string? before = null;
        foreach (var milliseconds in new[] { 400, 1200 })
        {
            using var program = new RunningProgram(folder, connection);
            await program.ReadyAsync();
            before ??= await program.RecordAsync();
            Assert.Equal(before, await program.RecordAsync());
            var import = program.ImportAsync(file);
            await Task.Delay(milliseconds);
            var wasInTime = !import.IsCompleted;
            program.Kill();
            if (wasInTime)
            {
                await Assert.ThrowsAnyAsync<HttpRequestException>(() => import);
            }
            else
            {
                break;   // a quick machine; what was answered is on record
            }
        }
        using var again = new RunningProgram(folder, connection);
        await again.ReadyAsync();
        var wasUndone = await again.RecordAsync() == before;
        using var whole = await again.ImportAsync(file);
        Assert.Equal(Many, (await ApiSite.ReadAsync(whole)).GetProperty(wasUndone ? "new" : "unchanged").GetInt32());
    }

    // No file may grow beyond so many kilobytes: first the temporary one, into which rows are poured, has no space, then the database.
    [Theory, InlineData(6_144), InlineData(40_960)]
    public async Task OnAFullDiskAnImportIsRefusedInWordsAndTheRecordStaysWholeAndServed(int kilobytes)
    {
        var folder = databases.Folder();
        using (var program = await new RunningProgram(folder, limit: $"trap '' XFSZ; ulimit -f {kilobytes}").ReadyAsync())
        {
            var before = await program.RecordAsync();
            using var answer = await program.ImportAsync(RunningProgram.Figures(Many));
            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{answer.StatusCode}\n{program.Said}");
            Assert.NotNull(answer.Headers.RetryAfter);
            await ApiSite.WordsAsync(answer, "a full disk");
            Assert.Contains("The database did not serve a request", program.Said, StringComparison.Ordinal);
            Assert.Equal(before, await program.RecordAsync());
            using var small = await program.ImportAsync(RunningProgram.Figures(10));
            Assert.Equal(10, (await ApiSite.ReadAsync(small)).GetProperty("new").GetInt32());
        }
        using var roomy = await new RunningProgram(folder).ReadyAsync();
        using var all = await roomy.ImportAsync(RunningProgram.Figures(20));
        Assert.Equal(
            (10, 10),
            await ApiSite.ReadAsync(all) is var told
                ? (told.GetProperty("new").GetInt32(), told.GetProperty("unchanged").GetInt32())
                : default);
    }
}
