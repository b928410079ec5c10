using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

// Begins transactions whose reads see one state of the database and keep no writer waiting.
internal static class Snapshot
{
    public static async Task<IAsyncDisposable> BeginAsync(TrackerDb db, CancellationToken cancel)
    {
        if (db.Database.IsNpgsql())
        {
            return await db.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancel);
        }
        // EF begins every transaction as a writer; one that is deferred only reads.
        await db.Database.OpenConnectionAsync(cancel);
        var transaction = ((SqliteConnection)db.Database.GetDbConnection()).BeginTransaction(deferred: true);
        return await db.Database.UseTransactionAsync(transaction, cancel)
            ?? throw new InvalidOperationException("There is no transaction.");
    }
}
