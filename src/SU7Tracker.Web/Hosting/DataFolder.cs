using Microsoft.Data.Sqlite;
using SU7Tracker.Data;

namespace SU7Tracker.Web.Hosting;

/// <summary>Keeps the data folder and what lies in it readable by its owner alone.</summary>
internal static class DataFolder
{
    private const UnixFileMode OwnFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnFolder = OwnFile | UnixFileMode.UserExecute;

    /// <summary>
    /// Takes the rights of others away; of a database that does not exist yet an empty file is made with the right mode, which SQLite
    /// fills.
    /// </summary>
    public static void Close(TrackerStorage storage, ILogger logger)
    {
        if (OperatingSystem.IsWindows())
        {
            return;   // folders of a service are its own there
        }
        try
        {
            if (Directory.Exists(storage.Folder))
            {
                File.SetUnixFileMode(storage.Folder, OwnFolder);
            }
            if (!storage.IsPostgres)
            {
                CloseDatabase(new SqliteConnectionStringBuilder(storage.ConnectionString).DataSource);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            logger.FolderNotClosed(storage.Folder, refused.Message);
        }
    }

    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    private static void CloseDatabase(string database)
    {
        if (!File.Exists(database))
        {
            using var made = new FileStream(database, new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = FileShare.ReadWrite, UnixCreateMode = OwnFile,
            });
        }
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(database)!, Path.GetFileName(database) + "*"))
        {
            File.SetUnixFileMode(file, OwnFile);
        }
    }
}
