using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Npgsql;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Where the record is kept: in an SQLite file, or in PostgreSQL.</summary>
public sealed record TrackerStorage
{
    // Two instances leave room for others in the 100 connections that PostgreSQL takes by default.
    private const int DefaultPoolSize = 40;
    // How long one of several hosts is taken for what it was last: dead, or a standby that may have been promoted since.
    private const int DefaultHostRecheckSeconds = 1;
    // Readers wait no longer for a standby before they turn to the primary.
    private const int LongestStandbyTimeout = 2;

    private TrackerStorage(bool isPostgres, string folder, string connectionString) =>
        (IsPostgres, Folder, ConnectionString) = (isPostgres, folder, connectionString);

    /// <summary>Whether it is PostgreSQL.</summary>
    public bool IsPostgres { get; }
    /// <summary>The folder for the SQLite file and whatever else the program keeps beside it.</summary>
    public string Folder { get; }
    /// <summary>How the database is reached; it may hold a password.</summary>
    public string ConnectionString { get; }

    /// <summary>
    /// How the owner of a PostgreSQL database reaches it, who alone migrates it; null when the program does so as itself.
    /// </summary>
    public string? OwnerConnectionString { get; private init; }

    /// <summary>
    /// How old at most the record may be that readers are served while the primary is not reached; null where a standby serves none.
    /// </summary>
    public TimeSpan? StandbyAge { get; private init; }

    /// <summary>How a standby is reached; null where it serves no readers.</summary>
    public string? StandbyConnectionString
    {
        get
        {
            if (StandbyAge is null)
            {
                return null;
            }
            var standby = new NpgsqlConnectionStringBuilder(ConnectionString) { TargetSessionAttributes = "standby" };
            standby.Timeout = Math.Min(standby.Timeout, LongestStandbyTimeout);
            return standby.ConnectionString;
        }
    }

    /// <summary>
    /// What <c>ConnectionStrings:Tracker</c>, <c>ConnectionStrings:Owner</c>, <c>Data:Folder</c> and <c>Reads:Standby</c> say.
    /// </summary>
    /// <exception cref="InvalidOperationException">The connection strings name neither database, or an owner or a standby where there is
    /// none.</exception>
    public static TrackerStorage From(IConfiguration configuration) =>
        From(configuration.GetConnectionString("Tracker"), configuration["Data:Folder"])
            .OwnedBy(configuration.GetConnectionString("Owner"))
            .ReadFromStandby(configuration["Reads:Standby"]);

    /// <summary>Returns the same storage, whose standby serves readers; unchanged when the age is empty.</summary>
    /// <param name="age">
    /// As <c>00:00:05</c>, how old at most the record may be that they are served while the primary is not reached.
    /// </param>
    /// <exception cref="InvalidOperationException">It is no age of less than a day, or there is no standby.</exception>
    public TrackerStorage ReadFromStandby(string? age)
    {
        if (string.IsNullOrWhiteSpace(age))
        {
            return this;
        }
        return IsPostgres
            && new NpgsqlConnectionStringBuilder(ConnectionString).Host!.Contains(',', StringComparison.Ordinal)
            && TimeSpan.TryParseExact(age, @"hh\:mm\:ss", CultureInfo.InvariantCulture, out var longest)
            && longest > TimeSpan.Zero
                ? this with { StandbyAge = longest }
                : throw new InvalidOperationException(Texts.Get("StorageStandby", CultureInfo.CurrentUICulture));
    }

    /// <summary>Returns the same storage, migrated by an owner; unchanged when the owner is empty.</summary>
    /// <exception cref="InvalidOperationException">The owner is not of the same PostgreSQL database.</exception>
    public TrackerStorage OwnedBy(string? owner)
    {
        if (string.IsNullOrWhiteSpace(owner))
        {
            return this;
        }
        try
        {
            var (mine, theirs) = (
                new NpgsqlConnectionStringBuilder(IsPostgres ? ConnectionString : ""),
                new NpgsqlConnectionStringBuilder(owner));
            if (
                IsPostgres
                && theirs.Database == mine.Database
                && theirs.Username is { Length: > 0 }
                && mine.Username is { Length: > 0 }
                && theirs.Username != mine.Username)
            {
                return this with { OwnerConnectionString = theirs.ConnectionString };
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidOperationException(Texts.Get("StorageOwner", CultureInfo.CurrentUICulture), wrong);
        }
        throw new InvalidOperationException(Texts.Get("StorageOwner", CultureInfo.CurrentUICulture));
    }

    /// <summary>What a connection string and a folder say; either may be empty.</summary>
    /// <exception cref="InvalidOperationException">The connection string names neither database.</exception>
    public static TrackerStorage From(string? connection, string? folder)
    {
        folder = string.IsNullOrWhiteSpace(folder) ? Path.Combine(AppContext.BaseDirectory, "data") : Path.GetFullPath(folder);
        if (string.IsNullOrWhiteSpace(connection))
        {
            Directory.CreateDirectory(folder);
            return Sqlite(folder, new() { DataSource = Path.Combine(folder, "tracker.db") });
        }
        try
        {
            var parts = new DbConnectionStringBuilder { ConnectionString = connection };
            if (parts.ContainsKey("Host") || parts.ContainsKey("Server"))
            {
                return new(true, folder, Postgres(connection, parts));
            }
            if (parts.ContainsKey("Data Source") || parts.ContainsKey("DataSource") || parts.ContainsKey("Filename"))
            {
                return Sqlite(folder, new(connection));
            }
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or KeyNotFoundException)
        {
            throw new InvalidOperationException(Texts.Get("StorageUnreadable", CultureInfo.CurrentUICulture), wrong);
        }
        throw new InvalidOperationException(Texts.Get("StorageUnreadable", CultureInfo.CurrentUICulture));
    }

    private static string Postgres(string connection, DbConnectionStringBuilder given)
    {
        var postgres = new NpgsqlConnectionStringBuilder(connection);
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
        {
            postgres.MaxPoolSize = DefaultPoolSize;
        }
        if (postgres.Host!.Contains(',', StringComparison.Ordinal) && !given.ContainsKey("Host Recheck Seconds"))
        {
            postgres.HostRecheckSeconds = DefaultHostRecheckSeconds;
        }
        return postgres.ConnectionString;
    }

    // Every store opens its own connections, and a database in memory lives only as long as one of them.
    private static TrackerStorage Sqlite(string folder, SqliteConnectionStringBuilder parts)
    {
        if (parts.Mode == SqliteOpenMode.Memory || parts.DataSource is "" or ":memory:")
        {
            throw new InvalidOperationException(Texts.Get("StorageInMemory", CultureInfo.CurrentUICulture));
        }
        parts.DataSource = Path.GetFullPath(parts.DataSource);
        parts.ForeignKeys = true;
        Directory.CreateDirectory(Path.GetDirectoryName(parts.DataSource)!);
        return new(false, folder, parts.ConnectionString);
    }

    /// <summary>Describes it without the password.</summary>
    public override string ToString() => IsPostgres
        ? new NpgsqlConnectionStringBuilder(ConnectionString) is var pg ? $"PostgreSQL {pg.Host}:{pg.Port}/{pg.Database}" : ""
        : "SQLite " + new SqliteConnectionStringBuilder(ConnectionString).DataSource;
}
