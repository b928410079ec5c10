using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Checks whether the database accepts writes, without changing the record.</summary>
public sealed class WriteProbe(IDbContextFactory<TrackerDb> contexts, TrackerStorage storage)
{
    private const int SqliteBusy = 5;

    /// <summary>Why a write would be refused; null when it would not.</summary>
    public async Task<string?> ProblemAsync(CancellationToken cancel = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (storage.IsPostgres)
            {
                // A message in the write-ahead log is a write that no table sees; a standby and a full disk refuse it.
                await db.Database.ExecuteSqlRawAsync("select pg_logical_emit_message(true, 'su7', 'write probe')", cancel);
                return null;
            }
            db.Database.SetCommandTimeout(1);
            // Setting the same number again writes the first page of the file.
            await db.Database.OpenConnectionAsync(cancel);
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = "pragma user_version";
            var version = Convert.ToInt64(await command.ExecuteScalarAsync(cancel), System.Globalization.CultureInfo.InvariantCulture);
#pragma warning disable CA2100 // A number that was just read.
            command.CommandText = $"pragma user_version = {version}";
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync(cancel);
            return null;
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode == SqliteBusy)
        {
            return null;   // somebody writes
        }
        catch (Exception refused) when (refused is DbException or InvalidOperationException or TimeoutException)
        {
            return Faults.MessageOf(refused);
        }
    }
}
