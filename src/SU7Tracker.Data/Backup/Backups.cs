namespace SU7Tracker.Data.Backup;

/// <summary>
/// Writes the whole database to a file while it is in use, and restores it from one. A backup holds the state that was committed when it
/// began.
/// </summary>
public sealed class Backups(TrackerStorage storage)
{
    /// <summary>Writes a backup; the file appears when it is complete, in the place of one of the same name.</summary>
    /// <returns>What is wrong; null when it was written.</returns>
    public async Task<string?> WriteAsync(string file, CancellationToken cancel = default)
    {
        var partial = file + ".partial";
        try
        {
            var problem = storage.IsPostgres
                ? await PostgresBackup.WriteAsync(storage, partial, cancel)
                : await SqliteBackup.WriteAsync(storage, partial, cancel);
            if (problem is null)
            {
                if (!OperatingSystem.IsWindows())
                {
                    File.SetUnixFileMode(partial, UnixFileMode.UserRead | UnixFileMode.UserWrite);
                }
                File.Move(partial, file, overwrite: true);
            }
            return problem;
        }
        finally
        {
            File.Delete(partial);
        }
    }

    /// <summary>Restores a backup into a database that is empty and in no use.</summary>
    /// <returns>What is wrong; null when it was restored.</returns>
    public Task<string?> RestoreAsync(string file, CancellationToken cancel = default) =>
        !File.Exists(file) ? Task.FromResult<string?>($"{file} does not exist.")
        : storage.IsPostgres ? PostgresBackup.RestoreAsync(storage, file, cancel)
        : SqliteBackup.RestoreAsync(storage, file, cancel);
}
