using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;
using SQLitePCL;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Brings any number of figures into the table: they are poured into a temporary one, before anybody has to wait; those whose figure is on
/// record already, or comes more than once, are decided by <see cref="FigureDecider"/>; and one statement inserts them all.
/// The statements are the same on both databases.
/// </summary>
internal abstract class FigureBatch(TrackerDb db) : IAsyncDisposable
{
    private const string Key = "vehicle, measure, basis, reading, city, period_start, period_end, source";
    private const string Content = "low, high, qualifier, published_on, note, reason, withdrawn";

    private readonly Dictionary<string, DateOnly?> _sourceDays = new(StringComparer.Ordinal);
    private IDbContextTransaction? _transaction;   // its own
    private int _poured;
    private List<Decision> _decisions = [];

    // The keys so far, as long as none came twice: then nothing has to be grouped within the file.
    // Two keys with the same digest cost that time, and nothing else.
    private HashSet<ulong>? _keys = [];

    protected TrackerDb Db => db;

    public static FigureBatch On(TrackerDb db) => db.Database.IsNpgsql() ? new OnPostgres(db) : new OnSqlite(db);

    public abstract Task OpenAsync(CancellationToken cancel);

    /// <summary>Adds a figure.</summary>
    /// <param name="row">The figure.</param>
    /// <param name="sourceDay">The publication day of its source, when known.</param>
    /// <param name="cancel">Calls it off.</param>
    public ValueTask AddAsync(Incoming row, DateOnly? sourceDay, CancellationToken cancel)
    {
        _poured++;
        _sourceDays[row.Draft.Source] = sourceDay;
        if (_keys?.Add(Digest(row.Draft)) == false)
        {
            _keys = null;
        }
        return PourAsync(row, MustBeDecided(row, sourceDay), cancel);
    }

    /// <summary>Ends the pouring and begins the transaction; from here on other writers wait.</summary>
    public abstract Task BeginAsync(CancellationToken cancel);

    /// <summary>Decides what becomes of the figures. Those without a decision are the first of their key and source.</summary>
    public async Task<IReadOnlyList<Decision>> DecideAsync(string author, CancellationToken cancel)
    {
        await RunAsync($"""
            create temp table contested as
            select i.line from incoming i where i.decide or exists (select 1 from figures f where {Same("f", "i")})
            """ + (_keys is not null ? "" : $"""
             or i.line in (select line from (select line, count(*) over (partition by {Key}) as times from incoming) t where times > 1)
            """), cancel);
        var decisions = new List<Decision>();
        var (recorded, rows) = (new List<Figure>(), new List<Incoming>());
        var (figures, given) = ($"{Of("f", Key)}, {Of("f", Content)}", $"{Of("i", Key)}, {Of("i", Content)}");
        await using (var command = Command($"""
            select 0 as part, f.revision as number, {figures}, f.recorded_by, cast(null as integer) as expected, cast(null as integer) as given
            from (select distinct {Of("i", Key)} from incoming i join contested c on c.line = i.line) k join figures f on {Same("f", "k")}
            union all
            select 1, i.line, {given}, '', i.expected, i.given from incoming i join contested c on c.line = i.line
            order by {Key}, part, number
            """))
        await using (var row = await command.ExecuteReaderAsync(cancel))
        {
            FigureKey? key = null;
            var source = "";
            while (await row.ReadAsync(cancel))
            {
                var (at, from) = (KeyOf(row), row.GetString(9));
                if (key is not null && (at != key || from != source))
                {
                    Decide();
                }
                (key, source) = (at, from);
                Read(row, at, from);
            }
            Decide();
        }
        decisions.Sort((one, other) => one.Line.CompareTo(other.Line));
        _decisions = decisions;
        if (HasAny)
        {
            await StoreAsync(decisions, cancel);
        }
        return decisions;

        void Decide()
        {
            if (rows.Count > 0)
            {
                decisions.AddRange(FigureDecider.Decide(recorded, rows, _sourceDays.GetValueOrDefault(rows[0].Draft.Source), author));
            }
            recorded.Clear();
            rows.Clear();
        }

        void Read(DbDataReader row, FigureKey at, string from)
        {
            var quantity = Quantity.Published(Quantity.QualifierNamed(row.GetString(12))!.Value, Long(row, 10), Long(row, 11));
            DateOnly? published = row.IsDBNull(13) ? null : row.GetFieldValue<DateOnly>(13);
            if (row.GetInt32(0) == 0)
            {
                recorded.Add(
                    new(at, quantity, published, from)
                    {
                        Note = row.GetString(14),
                        Reason = row.GetString(15),
                        Withdrawn = row.GetBoolean(16),
                        Revision = row.GetInt32(1),
                        RecordedBy = row.GetString(17),
                    });
                return;
            }
            rows.Add(
                new(
                    row.GetInt32(1),
                    new(at, quantity, published, from)
                    {
                        Note = row.GetString(14),
                        Reason = row.GetString(15),
                        Withdrawn = row.GetBoolean(16),
                        ExpectedRevision = (int?)Long(row, 18),
                    },
                    (int?)Long(row, 19)));
        }
    }

    /// <summary>Counts what is new and revised of each vehicle.</summary>
    public async Task<IReadOnlyList<Touched>> TouchedAsync(CancellationToken cancel)
    {
        var touched = new List<Touched>();
        if (!HasAny)
        {
            return touched;
        }
        await using var command = Command("""
            select i.vehicle, cast(sum(case when d.revised then 0 else 1 end) as integer), cast(sum(case when d.revised then 1 else 0 end) as integer)
            from incoming i left join decided d on d.line = i.line where d.line is null or d.revision is not null group by i.vehicle
            """);
        await using var row = await command.ExecuteReaderAsync(cancel);
        while (await row.ReadAsync(cancel))
        {
            touched.Add(new(row.GetString(0), row.GetInt32(1), row.GetInt32(2)));
        }
        return touched;
    }

    /// <summary>
    /// Inserts what was decided. The changes of this transaction are those from the first on, because nobody else writes meanwhile.
    /// </summary>
    public async Task InsertAsync(long firstChange, Author author, DateTimeOffset now, CancellationToken cancel)
    {
        await using var command = Command($"""
            insert into figures (change_id, {Key}, revision, {Content}, recorded_at, recorded_by)
            select c.id, {Of("i", Key)}, coalesce(d.revision, 1), {Of("i", Content)}, @at, @by
            from incoming i join changes c on c.vehicle = i.vehicle and c.id >= @first left join decided d on d.line = i.line
            where d.line is null or d.revision is not null order by i.line
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

    protected abstract ValueTask PourAsync(Incoming row, bool decide, CancellationToken cancel);

    /// <summary>Fills the temporary table of decisions; a line without a revision is not recorded.</summary>
    protected abstract Task StoreAsync(IReadOnlyList<Decision> decisions, CancellationToken cancel);

    private bool HasAny => _decisions.Count < _poured || _decisions.Any(d => d.IsRecorded);

    // What is rejected where nothing is on record, or is numbered by the file, cannot simply become the first revision.
    private static bool MustBeDecided(Incoming row, DateOnly? sourceDay) =>
        row.Given is not null || row.Draft.Withdrawn || row.Draft.ExpectedRevision is not null
        || (row.Draft.Key.Series.IsPlan && row.Draft.PublishedOn is null && sourceDay is null);

    private static ulong Digest(FigureDraft draft) => unchecked(
        ((ulong)(uint)HashCode.Combine(draft.Key.Series, draft.Key.Reading, draft.Source) << 32)
        | (((uint)draft.Key.First.DayNumber << 12) ^ (uint)(draft.Key.End.DayNumber - draft.Key.First.DayNumber)));

    private static string Of(string table, string columns) => string.Join(", ", columns.Split(", ").Select(c => $"{table}.{c}"));

    private static string Same(string one, string other) => string.Join(" and ", Key.Split(", ").Select(c => $"{one}.{c} = {other}.{c}"));

    private static FigureKey KeyOf(DbDataReader row)
    {
        var reading = WireNames.Reading(row.GetString(5))!.Value;
        return new(
            new(row.GetString(2), WireNames.Measure(row.GetString(3))!.Value, row.GetString(4), row.GetString(6)), reading,
            reading == Reading.Cumulative ? null : row.GetFieldValue<DateOnly>(7), row.GetFieldValue<DateOnly>(8));
    }

    private static long? Long(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    public Task CommitAsync(CancellationToken cancel) => _transaction!.CommitAsync(cancel);

    public virtual async ValueTask DisposeAsync()
    {
        if (_transaction is { } transaction)
        {
            _transaction = null;
            await transaction.DisposeAsync();
        }
    }

    // One that was begun before is shared: it is not for this batch to end it.
    protected async Task BeginTransactionAsync(CancellationToken cancel) =>
        _transaction = db.Database.CurrentTransaction is null
            ? await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel)
            : null;

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

    private sealed class OnPostgres(TrackerDb db) : FigureBatch(db)
    {
        private NpgsqlBinaryImporter? _copy;

        public override async Task OpenAsync(CancellationToken cancel)
        {
            await BeginTransactionAsync(cancel);
            await RunAsync("""
                drop table if exists pg_temp.contested, pg_temp.decided, pg_temp.incoming;
                create temp table incoming (
                    line int not null, vehicle text collate "C", measure text collate "C", basis text collate "C", reading text collate "C", city text collate "C",
                    period_start date, period_end date, low bigint, high bigint, qualifier text collate "C", published_on date, source text collate "C",
                    note text, reason text, withdrawn boolean, expected int, given int, decide boolean) on commit drop;
                create temp table decided (line int not null, revision int, revised boolean) on commit drop
                """,
                cancel);
            _copy = await ((NpgsqlConnection)Db.Database.GetDbConnection()).BeginBinaryImportAsync(
                "copy incoming from stdin (format binary)",
                cancel);
        }

        protected override async ValueTask PourAsync(Incoming row, bool decide, CancellationToken cancel)
        {
            var (copy, figure) = (_copy!, row.Draft);
            var (low, high) = figure.Quantity.Stated;
            await copy.StartRowAsync(cancel);
            await copy.WriteAsync(row.Line, NpgsqlDbType.Integer, cancel);
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
            await NumberAsync(figure.ExpectedRevision, NpgsqlDbType.Integer);
            await NumberAsync(row.Given, NpgsqlDbType.Integer);
            await copy.WriteAsync(decide, NpgsqlDbType.Boolean, cancel);

            Task NumberAsync<T>(T? value, NpgsqlDbType type) where T : struct =>
                value is { } known ? copy.WriteAsync(known, type, cancel) : copy.WriteNullAsync(cancel);
        }

        public override async Task BeginAsync(CancellationToken cancel)
        {
            await _copy!.CompleteAsync(cancel);
            await _copy.DisposeAsync();
            _copy = null;
            await RunAsync("analyze incoming", cancel);
            await Recorder.LockWritersAsync(Db, cancel);
        }

        protected override async Task StoreAsync(IReadOnlyList<Decision> decisions, CancellationToken cancel)
        {
            if (decisions.Count == 0)
            {
                return;
            }
            var connection = (NpgsqlConnection)Db.Database.GetDbConnection();
            await using (var copy = await connection.BeginBinaryImportAsync("copy decided from stdin (format binary)", cancel))
            {
                foreach (var decision in decisions)
                {
                    await copy.StartRowAsync(cancel);
                    await copy.WriteAsync(decision.Line, NpgsqlDbType.Integer, cancel);
                    await (decision.IsRecorded
                        ? copy.WriteAsync(decision.Revision, NpgsqlDbType.Integer, cancel)
                        : copy.WriteNullAsync(cancel));
                    await copy.WriteAsync(decision.Result == Result.Revision, NpgsqlDbType.Boolean, cancel);
                }
                await copy.CompleteAsync(cancel);
            }
            await RunAsync("analyze decided", cancel);
        }

        public override async ValueTask DisposeAsync()
        {
            if (_copy is { } copy)
            {
                await copy.DisposeAsync();
            }
            await base.DisposeAsync();
        }
    }

    private sealed class OnSqlite(TrackerDb db) : FigureBatch(db)
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
                drop table if exists temp.contested;
                drop table if exists temp.decided;
                drop table if exists temp.incoming;
                create temp table incoming (
                    line integer primary key, vehicle, measure, basis, reading, city, period_start, period_end, low, high, qualifier, published_on, source,
                    note, reason, withdrawn, expected, given, decide);
                create temp table decided (line integer primary key, revision, revised)
                """, cancel);
            _pouring = Db.Database.CurrentTransaction is null ? connection.BeginTransaction(deferred: true) : null;
            var insert = "insert into temp.incoming values (" + string.Join(", ", Enumerable.Repeat("?", 19)) + ")";
            SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(connection.Handle, insert, out _insert), connection.Handle);
        }

        protected override ValueTask PourAsync(Incoming row, bool decide, CancellationToken cancel)
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
            await EndPouringAsync(commit: true);
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
            await RunAsync(
                "drop table if exists temp.contested; drop table if exists temp.decided; drop table if exists temp.incoming",
                CancellationToken.None);
        }
    }
}
