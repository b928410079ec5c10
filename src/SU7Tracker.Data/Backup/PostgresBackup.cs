using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace SU7Tracker.Data.Backup;

/// <summary>Backups by <c>pg_dump</c> and <c>pg_restore</c>, found in the PATH, in their custom format.</summary>
internal static class PostgresBackup
{
    public static Task<string?> WriteAsync(TrackerStorage storage, string file, CancellationToken cancel) =>
        RunAsync(storage, "pg_dump", ["--format=custom", "--no-owner", "--no-privileges", "--file=" + file], cancel);

    public static async Task<string?> RestoreAsync(TrackerStorage storage, string file, CancellationToken cancel)
    {
        await CreateAsync(storage, cancel);
        await using (var connection = new NpgsqlConnection(Owner(storage).ConnectionString))
        {
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("select count(*) from pg_tables where schemaname = current_schema()", connection);
            if (await command.ExecuteScalarAsync(cancel) is not 0L)
            {
                return $"{storage} is not empty; a backup is restored into an empty database.";
            }
        }
        return await RunAsync(
            storage,
            "pg_restore",
            ["--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--dbname=" + Owner(storage).Database, file],
            cancel);
    }

    private static async Task CreateAsync(TrackerStorage storage, CancellationToken cancel)
    {
        var owner = Owner(storage);
        var name = owner.Database ?? owner.Username!;
        await using var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Database = "postgres" }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection)
            {
                Parameters = { new() { Value = name } },
            };
            if (await exists.ExecuteScalarAsync(cancel) is null)
            {
#pragma warning disable CA2100 // The name is quoted.
                await using var create = new NpgsqlCommand(
                    $"create database \"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
                    connection);
#pragma warning restore CA2100
                await create.ExecuteNonQueryAsync(cancel);
            }
        }
        catch (PostgresException refused)
            when (refused.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.InvalidCatalogName)
        {
            // Then the database itself must be there.
        }
    }

    private static NpgsqlConnectionStringBuilder Owner(TrackerStorage storage) =>
        new(storage.OwnerConnectionString ?? storage.ConnectionString) { Pooling = false };

    private static async Task<string?> RunAsync(TrackerStorage storage, string program, string[] arguments, CancellationToken cancel)
    {
        var owner = Owner(storage);
        var start = new ProcessStartInfo(program, [.. arguments, "--no-password"]) { RedirectStandardError = true };
        // Several hosts may each have a port of their own; libpq wants two lists.
        var hosts = (owner.Host ?? "")
            .Split(',')
            .Select(h => h.Split(':') is [var host, var port] ? (host, port) : (h, owner.Port.ToString(CultureInfo.InvariantCulture)))
            .ToList();
        start.Environment["PGHOST"] = string.Join(',', hosts.Select(h => h.Item1));
        start.Environment["PGPORT"] = string.Join(',', hosts.Select(h => h.Item2));
        start.Environment["PGDATABASE"] = owner.Database;
        start.Environment["PGUSER"] = owner.Username;
        start.Environment["PGPASSWORD"] = owner.Password;
        start.Environment["PGSSLMODE"] = owner.SslMode switch
        {
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            var mode => mode.ToString().ToLowerInvariant(),
        };
        if (hosts.Count > 1)
        {
            start.Environment["PGTARGETSESSIONATTRS"] = "read-write";
        }
        try
        {
            using var process = Process.Start(start)!;
            var said = process.StandardError.ReadToEndAsync(cancel);
            try
            {
                await process.WaitForExitAsync(cancel);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
            return process.ExitCode == 0 ? null : $"{program}: {(await said).Trim()}";
        }
        catch (Win32Exception missing)
        {
            return $"{program} cannot be started: {missing.Message}. It comes with PostgreSQL's client programs and is looked for in the PATH.";
        }
    }
}
