using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SU7Tracker.Data;

/// <summary>Tells a database that cannot serve just now from a mistake of ours.</summary>
public static class Faults
{
    // Busy, locked, read-only, I/O error, disk full, cannot open.
    private static readonly int[] SqliteTransient = [5, 6, 8, 10, 13, 14];

    /// <summary>
    /// Whether a failure lies with the database or its files and not with us: whoever runs the program is told what it says.
    /// </summary>
    public static bool IsOutside(Exception failure) =>
        IsTransient(failure) || failure is DbException or IOException or UnauthorizedAccessException;

    /// <summary>Such a failure in its own words: of a driver the innermost, of a file the one that names it.</summary>
    public static string Told(Exception failure) =>
        failure is IOException or UnauthorizedAccessException ? failure.Message : failure.GetBaseException().Message;

    /// <summary>
    /// Whether a failure is that the database is not reached, shuts down, is out of connections or has no space left; trying again later
    /// may succeed.
    /// </summary>
    public static bool IsTransient(Exception failure)
    {
        for (var at = failure; at is not null; at = at.InnerException)
        {
            switch (at)
            {
                case PostgresException refused:
                    // Classes 08 connection, 53 resources, 57P shutdown.
                    return refused.SqlState is ['0', '8', ..] or ['5', '3', ..] or ['5', '7', 'P', ..];
                case NpgsqlException or TimeoutException or SocketException:
                    return true;
                // What the driver says of a connection that broke between two calls.
                case InvalidOperationException { Source: "Npgsql" }:
                    return true;
                case SqliteException sqlite:
                    return SqliteTransient.Contains(sqlite.SqliteErrorCode);
                default:
                    break;
            }
        }
        return false;
    }
}
