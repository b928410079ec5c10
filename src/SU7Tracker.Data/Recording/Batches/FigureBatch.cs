using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Inserts any number of figures: they are loaded into a temporary table before other writers wait; those whose figure is on record
/// already, or comes more than once, are decided by <see cref="FigureDecider"/>; and one statement inserts them all. Deciding and inserting
/// take the same statements on both databases.
/// </summary>
internal abstract class FigureBatch(TrackerDb db) : IAsyncDisposable
{
    private const string Key = "vehicle, measure, basis, reading, city, period_start, period_end, source";
    private const string Content = "low, high, qualifier, published_on, note, reason, withdrawn";

    private readonly Dictionary<string, DateOnly?> _sourceDays = new(StringComparer.Ordinal);
    private IDbContextTransaction? _transaction;   // its own
    private int _loaded;
    private List<Decision> _decisions = [];

    // The keys so far, as long as none came twice: then nothing has to be grouped within the file.
    // Two keys with the same digest cost that time, and nothing else.
    private HashSet<ulong>? _keys = [];

    protected TrackerDb Db => db;

    public static FigureBatch On(TrackerDb db) => db.Database.IsNpgsql() ? new PostgresFigureBatch(db) : new SqliteFigureBatch(db);

    public abstract Task OpenAsync(CancellationToken cancel);

    /// <summary>Adds a figure.</summary>
    /// <param name="row">The figure.</param>
    /// <param name="sourceDay">The publication day of its source, when known.</param>
    /// <param name="cancel">Calls it off.</param>
    public ValueTask AddAsync(Incoming row, DateOnly? sourceDay, CancellationToken cancel)
    {
        _loaded++;
        _sourceDays[row.Draft.Source] = sourceDay;
        if (_keys?.Add(Digest(row.Draft)) == false)
        {
            _keys = null;
        }
        return LoadAsync(row, MustBeDecided(row, sourceDay), cancel);
    }

    /// <summary>Ends the loading and begins the transaction; from here on other writers wait.</summary>
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

    protected abstract ValueTask LoadAsync(Incoming row, bool decide, CancellationToken cancel);

    /// <summary>Fills the temporary table of decisions; a line without a revision is not recorded.</summary>
    protected abstract Task StoreAsync(IReadOnlyList<Decision> decisions, CancellationToken cancel);

    private bool HasAny => _decisions.Count < _loaded || _decisions.Any(d => d.IsRecorded);

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
}
