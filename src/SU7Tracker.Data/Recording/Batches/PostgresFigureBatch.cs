using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Loads figures by COPY.</summary>
internal sealed class PostgresFigureBatch(TrackerDb db) : FigureBatch(db)
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

    protected override async ValueTask LoadAsync(Incoming row, bool decide, CancellationToken cancel)
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
        await copy.WriteAsync(figure.Key.First, NpgsqlDbType.Date, cancel);
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
