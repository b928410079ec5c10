using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using Npgsql;

namespace SU7Tracker.Tests.Support;

/// <summary>A PostgreSQL cluster of the tests' own, on a free port and gone with them. Test projects link this file.</summary>
[SupportedOSPlatform("linux")]
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const string Prefix = "su7pg-";
    private readonly string _folder;
    private readonly int _port, _connections;
    private readonly string _bin;
    private Process _server;
    private int _databases;

    private PrivatePostgres(string folder, int port, string bin, int connections) =>
        (_folder, _port, _bin, _connections, _server) = (folder, port, bin, connections, Run(bin, folder, port, connections));

    /// <summary>How a database of the cluster is reached.</summary>
    public string ConnectionTo(string database) =>
        $"Host=127.0.0.1;Port={_port};Username=postgres;Database={database};Include Error Detail=true;Maximum Pool Size=30;"
        + "Connection Idle Lifetime=5;Connection Pruning Interval=2";

    /// <summary>Starts a cluster that takes so many connections.</summary>
    public static async Task<PrivatePostgres> StartAsync(int connections = 400)
    {
        RemoveStale();
        var bin = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql").Where(d => File.Exists(d + "/bin/initdb"))
                .MaxBy(d => double.Parse(Path.GetFileName(d), CultureInfo.InvariantCulture)) + "/bin"
            : throw new InvalidOperationException("There is no PostgreSQL under /usr/lib/postgresql; tests/run.sh installs it.");
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        if (Account is { } account)
        {
            await RunAsync("chown", [account, folder], asIs: true);
        }
        await RunAsync(bin + "/initdb", ["-D", folder + "/data", "-A", "trust", "-U", "postgres", "-N", "--no-locale", "-E", "UTF8"]);
        var port = FreePort();
        await File.WriteAllTextAsync(folder + "/owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var cluster = new PrivatePostgres(folder, port, bin, connections);
        await cluster.WaitAsync();
        return cluster;
    }

    /// <summary>Starts a standby that replays what this cluster writes.</summary>
    public async Task<PrivatePostgres> StandbyAsync()
    {
        var folder = Directory.CreateTempSubdirectory(Prefix).FullName;
        if (Account is { } account)
        {
            await RunAsync("chown", [account, folder], asIs: true);
        }
        await RunAsync(
            _bin + "/pg_basebackup",
            ["-R", "-N", "-c", "fast", "-D", folder + "/data", "-d", $"host=127.0.0.1 port={_port} user=postgres"]);
        await File.WriteAllTextAsync(folder + "/owner", Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
        var standby = new PrivatePostgres(folder, FreePort(), _bin, _connections);
        await standby.WaitAsync();
        return standby;
    }

    /// <summary>How a database of the cluster, or of its standby, is reached, whichever of the two is the primary.</summary>
    public string ConnectionTo(string database, PrivatePostgres standby) =>
        ConnectionTo(database).Replace(
            $"Host=127.0.0.1;Port={_port}",
            $"Host=127.0.0.1:{_port},127.0.0.1:{standby._port};Target Session Attributes=primary;Timeout=5",
            StringComparison.Ordinal);

    private static Process Run(string bin, string folder, int port, int connections)
    {
        var server = Process.Start(Command(bin + "/postgres",
        [
            "-D", folder + "/data", "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder, "-c", "listen_addresses=127.0.0.1",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off", "-c",
            $"max_connections={connections}",
        ]))!;
        Drain(server);
        return server;
    }

    /// <summary>Stops the cluster: its clients are sent away, or cut off as by a crash.</summary>
    public async Task StopAsync(bool crash = false)
    {
        Signal(_server.Id, crash ? Quit : Interrupt);
        await _server.WaitForExitAsync();
        _server.Dispose();
    }

    /// <summary>Starts the cluster again after it was stopped, at the same address.</summary>
    public async Task StartAgainAsync()
    {
        _server = Run(_bin, _folder, _port, _connections);
        await WaitAsync();
    }

    /// <summary>Makes an empty database, or a copy of one that nobody is connected to.</summary>
    /// <returns>Its name.</returns>
    public async Task<string> CreateAsync(string? template = null)
    {
        var name = $"db{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name}" + (template is null ? "" : $" template {template}"));
        return name;
    }

    /// <summary>Removes a database, whoever is connected to it.</summary>
    public async Task DropAsync(string name)
    {
        await using (var connection = new NpgsqlConnection(ConnectionTo(name)))
        {
            NpgsqlConnection.ClearPool(connection);
        }
        await ExecuteAsync($"drop database if exists {name} with (force)");
    }

    /// <summary>Runs a statement as the owner of the cluster.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres") + ";Pooling=false");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Tests write their own statements.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        Signal(_server.Id, Interrupt);
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20)))
        {
            try
            {
                await _server.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                _server.Kill();
            }
        }
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task WaitAsync()
    {
        for (var attempt = 0; ; attempt++)
        {
            try
            {
                await ExecuteAsync("select 1");
                return;
            }
            catch (NpgsqlException) when (attempt < 300 && !_server.HasExited)
            {
                await Task.Delay(100);
            }
        }
    }

    // PostgreSQL refuses to run as root.
    private static string? Account => Environment.UserName != "root" ? null
        : File.ReadLines("/etc/passwd").Any(l => l.StartsWith("postgres:", StringComparison.Ordinal)) ? "postgres" : "nobody";

    private static ProcessStartInfo Command(string program, string[] arguments, bool asIs = false)
    {
        var command = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = "/",
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        if (!asIs && Account is { } account)
        {
            command.UserName = account;
        }
        return command;
    }

    private static async Task RunAsync(string program, string[] arguments, bool asIs = false)
    {
        using var process = Process.Start(Command(program, arguments, asIs))!;
        var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
        {
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {string.Concat(said)}");
        }
    }

    // A full pipe would stop the server.
    private static void Drain(Process process)
    {
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // A run that was killed leaves its server behind.
    private static void RemoveStale()
    {
        foreach (var folder in Directory.GetDirectories(Path.GetTempPath(), Prefix + "*"))
        {
            try
            {
                if (!int.TryParse(File.ReadAllText(folder + "/owner"), out var owner) || Directory.Exists($"/proc/{owner}"))
                {
                    continue;
                }
                if (
                    File.Exists(folder + "/data/postmaster.pid")
                    && int.TryParse(File.ReadLines(folder + "/data/postmaster.pid").First(), out var server)
                    && File.Exists($"/proc/{server}/cmdline")
                    && File.ReadAllText($"/proc/{server}/cmdline").Contains(folder, StringComparison.Ordinal))
                {
                    Signal(server, Interrupt);
                    Thread.Sleep(500);
                }
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
            {
                // Somebody else's, or being removed by another run.
            }
        }
    }

    private const int Interrupt = 2, Quit = 3;

    private static void Signal(int process, int signal) => _ = Kill(process, signal);

    [DllImport("libc", EntryPoint = "kill")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Kill(int process, int signal);
}
