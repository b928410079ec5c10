using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

// All the figures of a vehicle, row by row: EF Core takes as long again as the query. Words and names that repeat are kept once.
internal sealed class FigureReader
{
    private const string Columns =
        "measure, basis, city, reading, period_start, period_end, low, high, qualifier, published_on, source, note, reason, revision, withdrawn, recorded_at, recorded_by";

    private readonly Dictionary<string, string> _names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Measure, string Basis, string City), Series> _series = [];
    private (string Measure, string Basis, string City) _latest;
    private Series? _latestSeries;

    /// <param name="version">Only what was on record at this version; null: all.</param>
    public static async Task<List<Figure>> ReadAsync(TrackerDb db, string vehicle, long? version, CancellationToken cancel = default)
    {
        await db.Database.OpenConnectionAsync(cancel);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // The texts are all of this file.
            command.CommandText =
                $"select {Columns} from figures where vehicle = @vehicle" + (version is null ? "" : " and change_id <= @version");
#pragma warning restore CA2100
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            Add("vehicle", vehicle);
            if (version is not null)
            {
                Add("version", version);
            }
            await using var rows = await command.ExecuteReaderAsync(cancel);
            var (reader, figures) = (new FigureReader(), new List<Figure>());
            while (await rows.ReadAsync(cancel))
            {
                figures.Add(reader.Read(rows, vehicle));
            }
            return figures;

            void Add(string name, object value)
            {
                var parameter = command.CreateParameter();
                (parameter.ParameterName, parameter.Value) = (name, value);
                command.Parameters.Add(parameter);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private Figure Read(DbDataReader row, string vehicle)
    {
        var series = SeriesOf(vehicle, row.GetString(0), row.GetString(1), row.GetString(2));
        var reading = WireNames.Reading(row.GetString(3))!.Value;
        var (start, end) = (row.GetFieldValue<DateOnly>(4), row.GetFieldValue<DateOnly>(5));
        long? low = row.IsDBNull(6) ? null : row.GetInt64(6), high = row.IsDBNull(7) ? null : row.GetInt64(7);
        if (Quantity.TryPublished(Quantity.QualifierNamed(row.GetString(8))!.Value, low, high, out var quantity) is { } wrong)
        {
            throw new InvalidDataException($"A figure of {series} for {start:O} to {end:O} is not a published quantity: {wrong}");
        }
        return new(
            new(series, reading, reading == Reading.Cumulative ? null : start, end),
            quantity,
            row.IsDBNull(9) ? null : row.GetFieldValue<DateOnly>(9),
            Name(row.GetString(10)))
        {
            Note = row.GetString(11),
            Reason = row.GetString(12),
            Revision = row.GetInt32(13),
            Withdrawn = row.GetBoolean(14),
            RecordedAt = row is Npgsql.NpgsqlDataReader ? row.GetFieldValue<DateTimeOffset>(15) : new(row.GetInt64(15), TimeSpan.Zero),
            RecordedBy = Name(row.GetString(16)),
        };
    }

    // Rows of one series tend to follow each other.
    private Series SeriesOf(string vehicle, string measure, string basis, string city)
    {
        if (_latestSeries is null || _latest.Measure != measure || _latest.Basis != basis || _latest.City != city)
        {
            _latest = (measure, basis, city);
            if (!_series.TryGetValue(_latest, out _latestSeries))
            {
                _series.Add(_latest, _latestSeries = new(vehicle, WireNames.Measure(measure)!.Value, basis, city));
            }
        }
        return _latestSeries;
    }

    private string Name(string text) => text.Length == 0 ? "" : _names.TryGetValue(text, out var known) ? known : _names[text] = text;
}
