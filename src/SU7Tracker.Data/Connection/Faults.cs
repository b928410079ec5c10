using System.Data.Common;
using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SU7Tracker.Data;

/// <summary>Tells failures of the database and of files from faults of the program.</summary>
public static class Faults
{
    // Busy, locked, read-only, I/O error, disk full, cannot open.
    private static readonly int[] SqliteTransient = [5, 6, 8, 10, 13, 14];

    /// <summary>
    /// Whether a failure is one of the database or of files, and not a fault of the program; its message is meant for an operator.
    /// </summary>
    public static bool IsEnvironmental(Exception failure) =>
        IsTransient(failure) || failure is DbException or IOException or UnauthorizedAccessException;

    /// <summary>The message of such a failure: of a driver the innermost, of a file the one that names it.</summary>
    public static string MessageOf(Exception failure) =>
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
