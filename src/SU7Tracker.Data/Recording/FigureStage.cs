using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// Of a row: how many revisions were on record, which of them equals it (0: none), and which it becomes (null: none).
internal readonly record struct Decision(int Line, int Latest, int Known, int? Revision, int? Expected, int? Given, bool Withdrawn);

/// <summary>
/// Brings any number of figures into the table: they are poured into a temporary one, before anybody has to wait, and a few statements over
/// all of them decide what each is and record it. The statements are the same on both databases.
/// </summary>
internal abstract class FigureStage(TrackerDb db) : IAsyncDisposable
{
    protected TrackerDb Db => db;
    private IDbContextTransaction? _transaction;   // its own

    // The keys so far, as long as none came twice: then nothing has to be ranked within the file, which is what costs most.
    // Two keys with the same digest cost that time, and nothing else.
    private HashSet<ulong>? _keys = [];

    private static ulong Digest(FigureKey key) => unchecked(
        ((ulong)(uint)HashCode.Combine(key.Series, key.Reading) << 32) | (((uint)key.First.DayNumber << 12) ^ (uint)(key.End.DayNumber - key.First.DayNumber)));

    private const string Key = "vehicle, measure, basis, reading, city, period_start, period_end";
    private const string Content = "low, high, qualifier, published_on, source, note, reason, withdrawn";

    public static FigureStage On(TrackerDb db) => db.Database.IsNpgsql() ? new OnPostgres(db) : new OnSqlite(db);

    public abstract Task OpenAsync(CancellationToken cancel);

    public ValueTask AddAsync(int line, FigureDraft figure, int? given, CancellationToken cancel)
    {
        if (_keys?.Add(Digest(figure.Key)) == false)
        {
            _keys = null;
        }
        return PourAsync(line, figure, given, cancel);
    }

    protected abstract ValueTask PourAsync(int line, FigureDraft figure, int? given, CancellationToken cancel);

    // From here on other writers wait.
    public abstract Task BeginAsync(CancellationToken cancel);

    protected abstract string NextDay(string day);

    public async Task DecideAsync(CancellationToken cancel)
    {
        var (copy, rank) = _keys is not null ? ("1", "1") : (
            $"row_number() over (partition by {Of("i")}, i.low, i.high, i.qualifier, i.known_on, i.source, i.withdrawn, i.given order by i.line)",
            $"row_number() over (partition by s.fresh, {Of("s")} order by coalesce(s.given, 2147483647), s.known_on, s.line)");
        await RunAsync($"""
            create temp table decided as
            select s.line, s.vehicle, s.latest, s.known, s.expected, s.given, s.withdrawn,
                case when s.fresh then cast(s.latest + {rank} as integer) end as revision
            from (
                select i.line, {Of("i")}, i.known_on, i.expected, i.given, i.withdrawn, coalesce(o.latest, 0) as latest, coalesce(o.known, 0) as known,
                    coalesce(o.known, 0) = 0 and {copy} = 1 as fresh
                from incoming i left join (
                    select i.line, max(f.revision) as latest,
                        max(case when f.qualifier = i.qualifier and f.low is not distinct from i.low and f.high is not distinct from i.high
                            and coalesce(f.published_on, {NextDay("f.period_end")}) = i.known_on and f.source = i.source and f.withdrawn = i.withdrawn
                            and f.revision = coalesce(i.expected, i.given, f.revision) then f.revision else 0 end) as known
                    from incoming i join figures f on {string.Join(" and ", Key.Split(", ").Select(c => $"f.{c} = i.{c}"))}
                    group by i.line) o on o.line = i.line) s
            """, cancel);

        static string Of(string table) => string.Join(", ", Key.Split(", ").Select(c => $"{table}.{c}"));
    }

    public async IAsyncEnumerable<Decision> DecisionsAsync([EnumeratorCancellation] CancellationToken cancel)
    {
        await using var command = Command("select line, latest, known, revision, expected, given, withdrawn from decided order by line");
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            yield return new(row.GetInt32(0), row.GetInt32(1), row.GetInt32(2), Number(row, 3), Number(row, 4), Number(row, 5), row.GetBoolean(6));
        }

        static int? Number(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt32(column);
    }

    public async Task<IReadOnlyList<Touched>> TouchedAsync(CancellationToken cancel)
    {
        await using var command = Command("""
            select vehicle, cast(sum(case when revision = 1 then 1 else 0 end) as integer), cast(sum(case when revision > 1 then 1 else 0 end) as integer)
            from decided where revision is not null group by vehicle
            """);
        await using var row = await command.ExecuteReaderAsync(cancel);
        var touched = new List<Touched>();
        while (await row.ReadAsync(cancel))
        {
            touched.Add(new(row.GetString(0), row.GetInt32(1), row.GetInt32(2)));
        }
        return touched;
    }

    // The changes of this transaction are those from the first on, because nobody else writes meanwhile.
    public async Task InsertAsync(long firstChange, Author author, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = Command($"""
            insert into figures (change_id, {Key}, revision, {Content}, recorded_at, recorded_by)
            select c.id, {string.Join(", ", Key.Split(", ").Select(k => "i." + k))}, d.revision, {string.Join(", ", Content.Split(", ").Select(k => "i." + k))}, @at, @by
            from decided d join incoming i on i.line = d.line join changes c on c.vehicle = i.vehicle and c.id >= @first
            where d.revision is not null order by d.line
            """);
        Add("at", db.Database.IsNpgsql() ? now.UtcDateTime : now.UtcTicks);
        Add("by", author.Recorded);
        Add("first", firstChange);
        await command.ExecuteNonQueryAsync(cancel);

        void Add(string name, object value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
    }

    public Task CommitAsync(CancellationToken cancel) => _transaction!.CommitAsync(cancel);

    public virtual async ValueTask DisposeAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }

    // One that was begun before is shared: it is not for this stage to end it.
    protected async Task BeginTransactionAsync(CancellationToken cancel) =>
        _transaction = db.Database.CurrentTransaction is null ? await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel) : null;

    protected async Task RunAsync(string sql, CancellationToken cancel)
    {
        await using var command = Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

#pragma warning disable CA2100 // The texts are all of this file.
    private DbCommand Command(string sql)
    {
        var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        // A million rows take their time; who does not want to wait cancels.
        command.CommandTimeout = 0;
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction() ?? command.Transaction;
        return command;
    }
#pragma warning restore CA2100

    // A cumulative figure has no first day; in the key the day it is stated for stands there.
    private static DateOnly Start(FigureKey key) => key.First;

    private sealed class OnPostgres(TrackerDb db) : FigureStage(db)
    {
        private NpgsqlBinaryImporter? _copy;

        public override async Task OpenAsync(CancellationToken cancel)
        {
            await BeginTransactionAsync(cancel);
            await RunAsync("""
                drop table if exists pg_temp.decided, pg_temp.incoming;
                create temp table incoming (
                    line int not null, vehicle text collate "C", measure text collate "C", basis text collate "C", reading text collate "C", city text collate "C",
                    period_start date, period_end date, low bigint, high bigint, qualifier text collate "C", published_on date, source text collate "C",
                    note text, reason text, withdrawn boolean, known_on date, expected int, given int) on commit drop
                """, cancel);
            _copy = await ((NpgsqlConnection)Db.Database.GetDbConnection()).BeginBinaryImportAsync("copy incoming from stdin (format binary)", cancel);
        }

        protected override async ValueTask PourAsync(int line, FigureDraft figure, int? given, CancellationToken cancel)
        {
            var copy = _copy!;
            var (low, high) = figure.Quantity.Stated;
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(line, NpgsqlDbType.Integer, cancel);
            await copy.WriteAsync(figure.Key.Series.Vehicle, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(WireNames.Of(figure.Key.Series.Measure), NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(figure.Key.Series.Basis, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(WireNames.Of(figure.Key.Reading), NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(figure.Key.Series.City, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(Start(figure.Key), NpgsqlDbType.Date, cancel);
            await copy.WriteAsync(figure.Key.End, NpgsqlDbType.Date, cancel);
            await NumberAsync(low, NpgsqlDbType.Bigint);
            await NumberAsync(high, NpgsqlDbType.Bigint);
            await copy.WriteAsync(Quantity.NameOf(figure.Quantity.Qualifier), NpgsqlDbType.Text, cancel);
            await NumberAsync(figure.PublishedOn, NpgsqlDbType.Date);
            await copy.WriteAsync(figure.Source, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(figure.Note, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(figure.Reason, NpgsqlDbType.Text, cancel);
            await copy.WriteAsync(figure.Withdrawn, NpgsqlDbType.Boolean, cancel);
            await copy.WriteAsync(figure.KnownOn, NpgsqlDbType.Date, cancel);
            await NumberAsync(figure.ExpectedRevision, NpgsqlDbType.Integer);
            await NumberAsync(given, NpgsqlDbType.Integer);

            Task NumberAsync<T>(T? value, NpgsqlDbType type) where T : struct =>
                value is { } known ? copy.WriteAsync(known, type, cancel) : copy.WriteNullAsync(cancel);
        }

        public override async Task BeginAsync(CancellationToken cancel)
        {
            await _copy!.CompleteAsync(cancel);
            await _copy.DisposeAsync();
            _copy = null;
            await RunAsync("analyze incoming", cancel);
            await RecordWriter.LockWritersAsync(Db, cancel);
        }

        protected override string NextDay(string day) => $"{day} + 1";

        public override async ValueTask DisposeAsync()
        {
            if (_copy is { } copy)
            {
                await copy.DisposeAsync();
            }
            await base.DisposeAsync();
        }
    }

    private sealed class OnSqlite(TrackerDb db) : FigureStage(db)
    {
        // A transaction that writes temporary tables only keeps no other writer waiting.
        private SqliteTransaction? _pouring;
        // Bound without an ADO.NET command, which takes twice as long.
        private sqlite3_stmt? _insert;

        public override async Task OpenAsync(CancellationToken cancel)
        {
            await Db.Database.OpenConnectionAsync(cancel);
            var connection = (SqliteConnection)Db.Database.GetDbConnection();
            await RunAsync("""
                drop table if exists temp.decided;
                drop table if exists temp.incoming;
                create temp table incoming (
                    line integer primary key, vehicle, measure, basis, reading, city, period_start, period_end, low, high, qualifier, published_on, source,
                    note, reason, withdrawn, known_on, expected, given)
                """, cancel);
            _pouring = Db.Database.CurrentTransaction is null ? connection.BeginTransaction(deferred: true) : null;
            var insert = "insert into temp.incoming values (" + string.Join(", ", Enumerable.Repeat("?", 19)) + ")";
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, insert, out _insert), connection.Handle);
        }

        protected override ValueTask PourAsync(int line, FigureDraft figure, int? given, CancellationToken cancel)
        {
            cancel.ThrowIfCancellationRequested();
            var insert = _insert!;
            var column = 0;
            var (low, high) = figure.Quantity.Stated;
            Number(line);
            Text(figure.Key.Series.Vehicle);
            Text(WireNames.Of(figure.Key.Series.Measure));
            Text(figure.Key.Series.Basis);
            Text(WireNames.Of(figure.Key.Reading));
            Text(figure.Key.Series.City);
            Day(Start(figure.Key));
            Day(figure.Key.End);
            Number(low);
            Number(high);
            Text(Quantity.NameOf(figure.Quantity.Qualifier));
            Day(figure.PublishedOn);
            Text(figure.Source);
            Text(figure.Note);
            Text(figure.Reason);
            Number(figure.Withdrawn ? 1 : 0);
            Day(figure.KnownOn);
            Number(figure.ExpectedRevision);
            Number(given);
            if (raw.sqlite3_step(insert) is not raw.SQLITE_DONE and var failed)
            {
                Check(failed);
            }
            Check(raw.sqlite3_reset(insert));
            return ValueTask.CompletedTask;

            void Text(string text) => Check(raw.sqlite3_bind_text(insert, ++column, text));

            void Day(DateOnly? day) => Check(day is { } known ? raw.sqlite3_bind_text(insert, ++column, Rules.Iso(known)) : raw.sqlite3_bind_null(insert, ++column));

            void Number(long? number) => Check(number is { } known ? raw.sqlite3_bind_int64(insert, ++column, known) : raw.sqlite3_bind_null(insert, ++column));

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
            await EndPouringAsync(commit: true);
            await BeginTransactionAsync(cancel);
        }

        protected override string NextDay(string day) => $"date({day}, '+1 day')";

        private async Task EndPouringAsync(bool commit)
        {
            _insert?.Dispose();
            if (_pouring is { } pouring)
            {
                _pouring = null;
                if (commit)
                {
                    await pouring.CommitAsync();
                }
                await pouring.DisposeAsync();
            }
        }

        public override async ValueTask DisposeAsync()
        {
            await EndPouringAsync(commit: false);
            await base.DisposeAsync();
            // The connection goes back to the pool, and its temporary tables with it.
            if (Db.Database.GetDbConnection().State != ConnectionState.Open)
            {
                return;
            }
            await RunAsync("drop table if exists temp.decided; drop table if exists temp.incoming", CancellationToken.None);
        }
    }
}
