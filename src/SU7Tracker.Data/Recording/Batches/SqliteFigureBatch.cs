using System.Data;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SQLitePCL;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Loads figures by one prepared statement.</summary>
internal sealed class SqliteFigureBatch(TrackerDb db) : FigureBatch(db)
{
    // A transaction that writes temporary tables only keeps no other writer waiting.
    private SqliteTransaction? _loading;
    // Bound without an ADO.NET command, which takes twice as long.
    private sqlite3_stmt? _insert;

    public override async Task OpenAsync(CancellationToken cancel)
    {
        await Db.Database.OpenConnectionAsync(cancel);
        var connection = (SqliteConnection)Db.Database.GetDbConnection();
        await RunAsync("""
            drop table if exists temp.contested;
            drop table if exists temp.decided;
            drop table if exists temp.incoming;
            create temp table incoming (
                line integer primary key, vehicle, measure, basis, reading, city, period_start, period_end, low, high, qualifier, published_on, source,
                note, reason, withdrawn, expected, given, decide);
            create temp table decided (line integer primary key, revision, revised)
            """, cancel);
        _loading = Db.Database.CurrentTransaction is null ? connection.BeginTransaction(deferred: true) : null;
        var insert = "insert into temp.incoming values (" + string.Join(", ", Enumerable.Repeat("?", 19)) + ")";
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, insert, out _insert), connection.Handle);
    }

    protected override ValueTask LoadAsync(Incoming row, bool decide, CancellationToken cancel)
    {
        cancel.ThrowIfCancellationRequested();
        var (insert, figure) = (_insert!, row.Draft);
        var column = 0;
        var (low, high) = figure.Quantity.Stated;
        Number(row.Line);
        Text(figure.Key.Series.Vehicle);
        Text(WireNames.Of(figure.Key.Series.Measure));
        Text(figure.Key.Series.Basis);
        Text(WireNames.Of(figure.Key.Reading));
        Text(figure.Key.Series.City);
        Day(figure.Key.First);
        Day(figure.Key.End);
        Number(low);
        Number(high);
        Text(Quantity.NameOf(figure.Quantity.Qualifier));
        Day(figure.PublishedOn);
        Text(figure.Source);
        Text(figure.Note);
        Text(figure.Reason);
        Number(figure.Withdrawn ? 1 : 0);
        Number(figure.ExpectedRevision);
        Number(row.Given);
        Number(decide ? 1 : 0);
        if (raw.sqlite3_step(insert) is not raw.SQLITE_DONE and var failed)
        {
            Check(failed);
        }
        Check(raw.sqlite3_reset(insert));
        return ValueTask.CompletedTask;

        void Text(string text) => Check(raw.sqlite3_bind_text(insert, ++column, text));

        void Day(DateOnly? day) =>
            Check(
                day is { } known ? raw.sqlite3_bind_text(insert, ++column, Rules.Iso(known)) : raw.sqlite3_bind_null(insert, ++column));

        void Number(long? number) =>
            Check(number is { } known ? raw.sqlite3_bind_int64(insert, ++column, known) : raw.sqlite3_bind_null(insert, ++column));

        void Check(int code)
        {
            if (code != raw.SQLITE_OK)
            {
                SqliteException.ThrowExceptionForRC(code, ((SqliteConnection)Db.Database.GetDbConnection()).Handle);
            }
        }
    }

    public override async Task BeginAsync(CancellationToken cancel)
    {
        await EndLoadingAsync(commit: true);
        await BeginTransactionAsync(cancel);
    }

    protected override async Task StoreAsync(IReadOnlyList<Decision> decisions, CancellationToken cancel)
    {
        await using var insert = ((SqliteConnection)Db.Database.GetDbConnection()).CreateCommand();
        insert.Transaction = (SqliteTransaction?)Db.Database.CurrentTransaction?.GetDbTransaction();
        insert.CommandText = "insert into temp.decided values ($line, $revision, $revised)";
        var (line, revision, revised) = (
            insert.Parameters.Add("$line", SqliteType.Integer),
            insert.Parameters.Add("$revision", SqliteType.Integer),
            insert.Parameters.Add("$revised", SqliteType.Integer));
        foreach (var decision in decisions)
        {
            cancel.ThrowIfCancellationRequested();
            (line.Value, revision.Value, revised.Value) = (
                decision.Line, decision.IsRecorded ? decision.Revision : DBNull.Value, decision.Result == Result.Revision ? 1 : 0);
            await insert.ExecuteNonQueryAsync(cancel);
        }
    }

    private async Task EndLoadingAsync(bool commit)
    {
        _insert?.Dispose();
        if (_loading is { } loading)
        {
            _loading = null;
            if (commit)
            {
                await loading.CommitAsync();
            }
            await loading.DisposeAsync();
        }
    }

    public override async ValueTask DisposeAsync()
    {
        await EndLoadingAsync(commit: false);
        await base.DisposeAsync();
        // The connection goes back to the pool, and its temporary tables with it.
        if (Db.Database.GetDbConnection().State != ConnectionState.Open)
        {
            return;
        }
        await RunAsync(
            "drop table if exists temp.contested; drop table if exists temp.decided; drop table if exists temp.incoming",
            CancellationToken.None);
    }
}
