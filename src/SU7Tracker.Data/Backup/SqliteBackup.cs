using Microsoft.Data.Sqlite;

namespace SU7Tracker.Data.Backup;

/// <summary>Backups by SQLite's online backup.</summary>
internal static class SqliteBackup
{
    public static Task<string?> WriteAsync(TrackerStorage storage, string file, CancellationToken cancel) => Task.Run<string?>(() =>
    {
        var source = new SqliteConnectionStringBuilder(storage.ConnectionString);
        if (!File.Exists(source.DataSource))
        {
            return $"{source.DataSource} does not exist.";
        }
        source.Mode = SqliteOpenMode.ReadWrite;
        File.Delete(file);
        Copy(source.ConnectionString, file);
        return null;
    }, cancel);

    public static Task<string?> RestoreAsync(TrackerStorage storage, string file, CancellationToken cancel) => Task.Run<string?>(() =>
    {
        var target = new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource;
        var from = new SqliteConnectionStringBuilder
            {
                DataSource = file, Mode = SqliteOpenMode.ReadOnly, Pooling = false,
            }.ConnectionString;
        try
        {
            using var backup = new SqliteConnection(from);
            backup.Open();
            if (Value(backup, "pragma integrity_check") is not "ok" || Value(backup, "select name from sqlite_master where name = 'figures'") is null)
            {
                return $"{file} is not a whole backup of this program.";
            }
        }
        catch (SqliteException wrong)
        {
            return $"{file} is not a backup of SQLite: {wrong.Message}";
        }
        if (File.Exists(target) && new FileInfo(target).Length > 0)
        {
            using var present = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = target, Pooling = false }.ConnectionString);
            present.Open();
            if (Value(present, "select name from sqlite_master limit 1") is not null)
            {
                return $"{target} is not empty; a backup is restored into an empty database. Stop the program and move the file away.";
            }
        }
        Copy(from, target);
        return null;
    }, cancel);

    private static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(from);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ConnectionString);
        source.Open();
        target.Open();
        source.BackupDatabase(target);
        // A file of its own, without a log beside it.
        Value(target, "pragma journal_mode = delete");
    }

    private static object? Value(SqliteConnection connection, string query)
    {
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Queries of this class.
        command.CommandText = query;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }
}
