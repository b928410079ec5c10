using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using SU7Tracker.Web.Hosting.Commands;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

/// <summary>What an operator types, with what the program says and the code that it ends with.</summary>
public sealed class CommandsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-commands").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task ARecordGoesFromOneDatabaseToAnotherByExportAndImport()
    {
        using (var program = await new RunningProgram(Data("one")).ReadyAsync())
        {
            var exported = await RunAsync("one", "export", Path.Combine(_folder, "files"));
            Assert.Equal((0, ""), (exported.Code, exported.Wrong));
        }
        var files = Directory.GetFiles(Path.Combine(_folder, "files"), "*.csv");
        Assert.Equal(9, files.Length);
        // Absolute paths before a setting must not hide it.
        var tried = await RunAsync("two", ["import", .. files, "--dry-run"]);
        Assert.Equal((0, ""), (tried.Code, tried.Wrong));
        Assert.Contains(
            "figures.csv: 344 new, 1 revisions, 0 unchanged; nothing was imported, this was a dry run",
            tried.Said,
            StringComparison.Ordinal);
        var imported = await RunAsync("two", ["import", .. files]);
        Assert.Contains("figures.csv: 344 new, 1 revisions, 0 unchanged\n", imported.Said, StringComparison.Ordinal);
        var again = await RunAsync("two", ["import", "--dry-run", .. files]);
        Assert.Equal(9, again.Said.Split(": 0 new, 0 revisions").Length - 1);
        Assert.True(File.Exists(Path.Combine(Data("two"), "tracker.db")));
    }

    [Fact]
    public async Task ARejectedFileIsExplainedRowByRowAndEndsInOne()
    {
        var file = Path.Combine(_folder, "vehicles.csv");
        await File.WriteAllTextAsync(
            file,
            "slug,name,maker,launched_on,note\nyu7,YU7,Xiaomi,,\nYU 8,YU8,Xiaomi,,\nyu9,YU9,Xiaomi,31.12.2026,\n");
        var rejected = await RunAsync("data", "import", file);
        Assert.Equal(1, rejected.Code);
        Assert.Contains(file + ", line 3, slug: ", rejected.Wrong, StringComparison.Ordinal);
        Assert.Contains(file + ", line 4, launched_on: ", rejected.Wrong, StringComparison.Ordinal);
        Assert.Contains("nothing was imported, because 2 rows were rejected", rejected.Said, StringComparison.Ordinal);
        var missing = await RunAsync("data", "import", Path.Combine(_folder, "none.csv"), file);
        Assert.Equal(1, missing.Code);
        Assert.Contains("Could not find file", missing.Wrong, StringComparison.Ordinal);
        Assert.Contains(file + ": not read", missing.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ATokenIsPrintedOnceAndOpensWhatItsScopeAllows()
    {
        var (read, write) = (
            await RunAsync("data", "token", "add", "reader"),
            await RunAsync("data", "token", "add", "writer", "--scope", "write"));
        Assert.Equal((0, 0), (read.Code, write.Code));
        using var program = await new RunningProgram(Data("data")).ReadyAsync();
        Assert.Equal(HttpStatusCode.OK, await PostAsync(write.Said.Trim()));
        Assert.Equal(HttpStatusCode.Forbidden, await PostAsync(read.Said.Trim()));

        async Task<HttpStatusCode> PostAsync(string token)
        {
            program.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await program.ImportAsync("slug,name,maker,launched_on,note\nyu7,YU7,Xiaomi,,\n");
            return answer.StatusCode;
        }
    }

    [Fact]
    public async Task AnAdminIsAddedWithAPasswordThatIsShownOnce()
    {
        var added = await RunAsync("data", "admin", "add", "eve@example.org");
        Assert.Equal(0, added.Code);
        Assert.Contains("eve@example.org is an admin; the password, shown only now: ", added.Said, StringComparison.Ordinal);
        Assert.Equal("eve@example.org is an admin\n", (await RunAsync("data", "admin", "add", "eve@example.org")).Said);
        Assert.Equal(1, (await RunAsync("data", "admin", "add", "no address")).Code);
    }

    [Fact]
    public async Task TokensAreListedAndRevoked()
    {
        using var site = Site.With();
        Assert.Contains(
            "is not a day",
            (await RunAsync(site, "token", "add", "x", "--expires", "31.1.")).Wrong,
            StringComparison.Ordinal);
        var secret = (await RunAsync(site, "token", "add", "reporting", "--expires", "2199-12-31")).Said.Trim();
        var listed = (await RunAsync(site, "token", "list")).Said;
        Assert.Contains("  reporting  read  of ", listed, StringComparison.Ordinal);
        Assert.Contains("  until 2200-01-01 00:00Z  used never  active", listed, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, listed, StringComparison.Ordinal);
        var id = listed.Split(' ')[0];
        Assert.Equal(
            (0, id + " is revoked\n"),
            await RunAsync(site, "token", "revoke", id) is var revoked ? (revoked.Code, revoked.Said) : default);
        Assert.Contains("  revoked ", (await RunAsync(site, "token", "list")).Said, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync(site, "token", "revoke", id)).Code);
    }

    [Fact]
    public async Task AdminsAreListedDisabledAndReset()
    {
        using var site = Site.With();
        await RunAsync(site, "admin", "add", "eve@example.org");
        Assert.Contains("eve@example.org  active  passkeys: 0", (await RunAsync(site, "admin", "list")).Said, StringComparison.Ordinal);
        // Somebody must be left who can look after the rest.
        Assert.Contains(
            "the last active admin",
            (await RunAsync(site, "admin", "disable", "eve@example.org")).Wrong,
            StringComparison.Ordinal);
        await RunAsync(site, "admin", "add", "ada@example.org");
        Assert.Equal(0, (await RunAsync(site, "admin", "disable", "eve@example.org")).Code);
        Assert.Contains("eve@example.org  disabled", (await RunAsync(site, "admin", "list")).Said, StringComparison.Ordinal);
        var reset = await RunAsync(site, "admin", "reset", "eve@example.org");
        Assert.Contains("the password, shown only now: ", reset.Said, StringComparison.Ordinal);
        using var browser = site.Open();
        Assert.Equal(HttpStatusCode.Redirect, (await browser.SignInAsync("eve@example.org", reset.Said.Trim().Split(' ')[^1])).StatusCode);
        Assert.Equal(1, (await RunAsync(site, "admin", "reset", "nobody@example.org")).Code);
        Assert.Equal(0, (await RunAsync(site, "admin", "forget", "eve@example.org")).Code);
        Assert.DoesNotContain("eve@example.org", (await RunAsync(site, "admin", "list")).Said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("import")]
    [InlineData("export")]
    [InlineData("token add")]
    [InlineData("token add x --scope admin")]
    [InlineData("admin remove x")]
    [InlineData("import x --dry")]
    public async Task WhatIsNoCommandIsAnsweredInWordsAndEndsInOne(string words)
    {
        using var site = Site.With();
        AssertIsRefusedInWords(await RunAsync(site, words.Split(' ')));
    }

    [Theory]
    [InlineData("serve")]
    [InlineData("export x --ConnectionStrings:Tracker garbage")]
    [InlineData("export x --ConnectionStrings:Tracker Host=127.0.0.1;Port=9;Username=x")]
    public async Task WhatCannotBeStartedIsAnsweredInWordsAndEndsInOne(string words) =>
        AssertIsRefusedInWords(await RunAsync("data", words.Split(' ')));

    [Theory]
    [InlineData("--Admin:Token=short --Admin:Email=ann@example.org --Admin:Password=four-words-are-plenty", "at least 32")]
    [InlineData("--Sample:Load=perhaps", "Sample:Load")]
    [InlineData("--Limits:ReadsPerSecond=many", "Limits:ReadsPerSecond")]
    [InlineData("--Proxies:Known=nowhere", "Proxies:Known")]
    public async Task ASettingThatIsNotUnderstoodEndsTheStartWithAReason(string settings, string named)
    {
        var answer = await RunAsync("data", [.. settings.Split(' '), "--urls=http://127.0.0.1:0"]);
        Assert.Equal(1, answer.Code);
        Assert.Contains(named, answer.Wrong, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", answer.Wrong, StringComparison.Ordinal);
    }

    [Fact]
    public async Task HelpNamesTheCommandsAndStartsNothing()
    {
        var help = await RunAsync("data", "--help");
        Assert.Equal((0, ""), (help.Code, help.Wrong));
        Assert.Contains("import FILE", help.Said, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Data("data")) && Directory.EnumerateFileSystemEntries(Data("data")).Any());
    }

    private string Data(string name) => Path.Combine(_folder, name);

    private static void AssertIsRefusedInWords((int Code, string Said, string Wrong) answer)
    {
        Assert.Equal(1, answer.Code);
        Assert.NotEmpty(answer.Wrong);
        Assert.Empty(answer.Said);
        Assert.DoesNotContain("   at ", answer.Wrong, StringComparison.Ordinal);
    }

    /// <summary>Runs a command beside a site, on its database.</summary>
    private static async Task<(int Code, string Said, string Wrong)> RunAsync(Site site, params string[] words)
    {
        var (said, wrong) = (new StringWriter { NewLine = "\n" }, new StringWriter());
        var code = await Commands.RunAsync(site.Services, words, new(said, wrong), TestContext.Current.CancellationToken);
        return (code, said.ToString(), wrong.ToString());
    }

    /// <summary>Runs the program as a process of its own.</summary>
    private async Task<(int Code, string Said, string Wrong)> RunAsync(string data, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(
                "dotnet",
                [
                    Path.Combine(AppContext.BaseDirectory, "SU7Tracker.Web.dll"),
                    .. words,
                    "--Data:Folder",
                    Data(data),
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
        return (process.ExitCode, await said, await wrong);
    }
}
