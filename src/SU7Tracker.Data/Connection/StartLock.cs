using Microsoft.Data.Sqlite;
using Npgsql;

namespace SU7Tracker.Data;

/// <summary>
/// Locks out the other instances that share a database while one of them does what is done at start. The lock ends with its process.
/// </summary>
public sealed class StartLock(TrackerStorage storage)
{
    private const long Key = 5_007_001;

    internal async Task<IAsyncDisposable> TakeAsync(CancellationToken cancel)
    {
        if (!storage.IsPostgres)
        {
            var file = new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource + ".start-lock";
            while (true)
            {
                try
                {
                    return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                }
                catch (IOException) when (File.Exists(file))
                {
                    await Task.Delay(50, cancel);
                }
            }
        }
        // A connection of its own: from the pool it would keep the lock when it is given back.
        var connection = new NpgsqlConnection(
            new NpgsqlConnectionStringBuilder(storage.OwnerConnectionString ?? storage.ConnectionString)
            {
                Pooling = false,
            }.ConnectionString);
        try
        {
            await connection.OpenAsync(cancel);
            await using var command = new NpgsqlCommand("select pg_advisory_lock($1)", connection)
            {
                Parameters = { new() { Value = Key } },
                CommandTimeout = 0,
            };
            await command.ExecuteNonQueryAsync(cancel);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
