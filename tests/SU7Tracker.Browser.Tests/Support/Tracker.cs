using System.Collections.Concurrent;
using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;

namespace SU7Tracker.Browser.Tests.Support;

/// <summary>The program as an operator runs it: a process of its own on a free port, with the public record in its database.</summary>
public sealed partial class Tracker : IAsyncDisposable
{
    public const string Admin = "ann@example.org";
    public const string Analyst = "bob@example.org";
    public const string Password = "four words are plenty";
    public const string Token = "a-token-for-the-tests-and-nothing-else";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    // Its input is a pipe from here: when that closes, because the tests are over or were killed, the program is ended.
    private const string EndWithInput = "\"$0\" \"$@\" & cat > /dev/null; kill $! 2> /dev/null; wait";

    private Process _process;
    private readonly TrackerStorage _storage;
    private readonly ConcurrentQueue<string> _log = new();
    private readonly string _connection;
    private TaskCompletionSource<Uri> _address = NewAddress();

    private Tracker(string connection)
    {
        _connection = connection;
        _storage = TrackerStorage.From(connection, Directory.CreateTempSubdirectory("su7-browser-").FullName);
        _process = Start("http://127.0.0.1:0");
    }

    private static TaskCompletionSource<Uri> NewAddress() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Process Start(string urls)
    {
        var program = typeof(Tracker).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "Program").Value!;
        var start = new ProcessStartInfo("sh", ["-c", EndWithInput, "dotnet", program, "--urls", urls])
        {
            WorkingDirectory = _storage.Folder, RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
            Environment =
            {
                ["ConnectionStrings__Tracker"] = _connection, ["Data__Folder"] = _storage.Folder,
                ["Admin__Email"] = Admin, ["Admin__Password"] = Password, ["Admin__Token"] = Token,
            },
        };
        var process = new Process { StartInfo = start, EnableRaisingEvents = true };
        var address = _address;
        process.OutputDataReceived += Hear;
        process.ErrorDataReceived += Hear;
        process.Exited += (_, _) =>
            address.TrySetException(new InvalidOperationException($"The program ended:\n{string.Join('\n', _log)}"));
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    public Uri Address => _address.Task.Result;
    /// <summary>What the program has said.</summary>
    public IReadOnlyCollection<string> Log => _log;

    /// <summary>Starts the program and waits until it is ready.</summary>
    /// <param name="connection">As <c>ConnectionStrings:Tracker</c>; empty for an SQLite file of its own.</param>
    public static async Task<Tracker> StartAsync(string connection = "")
    {
        var tracker = new Tracker(connection);
        try
        {
            await tracker.WaitAsync();
            return tracker;
        }
        catch
        {
            await tracker.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the program and starts it again on the same record and address.</summary>
    public async Task RestartAsync()
    {
        var address = Address;
        await EndAsync();
        _address = NewAddress();
        _process = Start(address.GetLeftPart(UriPartial.Authority));
        await WaitAsync();
    }

    /// <summary>Makes an account that may read and no more.</summary>
    public async Task AddAnalystAsync()
    {
        var services = new ServiceCollection().AddLogging().AddTrackerData(_storage);
        services.AddIdentityCore<TrackerUser>().AddRoles<IdentityRole>().AddEntityFrameworkStores<TrackerDb>();
        await using var provider = services.BuildServiceProvider();
        await using var scope = provider.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>();
        var user = new TrackerUser { UserName = Analyst, Email = Analyst, EmailConfirmed = true };
        user.PasswordHash = users.PasswordHasher.HashPassword(user, Password);
        Assert.True((await users.CreateAsync(user)).Succeeded);
        Assert.True((await users.AddToRoleAsync(user, "Analyst")).Succeeded);
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        Directory.Delete(_storage.Folder, recursive: true);
    }

    private async Task WaitAsync()
    {
        using var http = new HttpClient { BaseAddress = await _address.Task.WaitAsync(Patience) };
        Assert.Equal("ready", await http.GetStringAsync("/health/ready"));
        // The first page takes seconds while the programs of all tests start at once; a test waits for its own work only.
        await http.GetStringAsync("/");
    }

    private async Task EndAsync()
    {
        _process.StandardInput.Close();
        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(10));
        }
        catch (TimeoutException)
        {
            _process.Kill(entireProcessTree: true);
        }
        _process.Dispose();
    }

    private void Hear(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is null)
        {
            return;
        }
        _log.Enqueue(line.Data);
        if (Listening().Match(line.Data) is { Success: true } found)
        {
            _address.TrySetResult(new(found.Groups["address"].Value));
        }
    }

    [GeneratedRegex("Now listening on: \"?(?<address>http://127.0.0.1:[0-9]+)")]
    private static partial Regex Listening();
}
