using System.Collections;
using System.Linq.Expressions;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>The columns of a kind of fact, in the order of its file.</summary>
internal sealed class Columns<TRow> : IEnumerable<Column<TRow>> where TRow : FactRow
{
    private readonly List<Column<TRow>> _all = [];
    private bool _optional;

    /// <summary>Adds a column that holds a slug or id.</summary>
    public Columns<TRow> Key(string name, Expression<Func<TRow, string>> property) => Add(name, property, Cells.Key);

    /// <summary>Adds a column that holds the slug of a vehicle on record.</summary>
    public Columns<TRow> Vehicle(Expression<Func<TRow, string>> property) =>
        Add("vehicle", property, Cells.Key, Referent.Vehicle, required: true);

    /// <summary>Adds a column that holds the id of a source on record, or may be empty.</summary>
    public Columns<TRow> Source(Expression<Func<TRow, string>> property, bool required) =>
        Add("source", property, required ? Cells.Source : Cells.OptionalKey, Referent.Source, required);

    /// <summary>Adds a column that names a fact of another kind or is empty, and is checked by the kind itself.</summary>
    public Columns<TRow> OptionalKey(string name, Expression<Func<TRow, string>> property, Referent offers, bool kept = false) =>
        Add(name, property, Cells.OptionalKey, offers: offers, kept: kept);

    /// <summary>Adds a column that holds the slug of a city on record or is empty.</summary>
    public Columns<TRow> City(Expression<Func<TRow, string>> property) => Add("city", property, Cells.OptionalKey, Referent.City);

    /// <summary>Adds a column that holds a whole number from one to another.</summary>
    public Columns<TRow> Whole(string name, Expression<Func<TRow, int>> property, int least, int most) =>
        Add(name, property, Cells.Whole(least, most));

    /// <summary>Adds the column that says whether a fact is retired, which every kind has.</summary>
    public Columns<TRow> ThenRetired() => ThenOptional().Add("retired", r => r.Retired, Cells.YesNo, kept: true);

    /// <summary>Adds a column that holds a line of text.</summary>
    public Columns<TRow> Line(string name, Expression<Func<TRow, string>> property, bool required = false) =>
        Add(name, property, required ? Cells.RequiredLine : Cells.Line);

    /// <summary>Adds a column that holds text of several lines.</summary>
    public Columns<TRow> Note(string name, Expression<Func<TRow, string>> property) => Add(name, property, Cells.Note);

    /// <summary>Adds a column that holds a web address or is empty.</summary>
    public Columns<TRow> Address(string name, Expression<Func<TRow, string>> property) => Add(name, property, Cells.Address);

    /// <summary>Adds a column that holds a day.</summary>
    public Columns<TRow> Day(string name, Expression<Func<TRow, DateOnly>> property) => Add(name, property, Cells.Day);

    /// <summary>Adds a column that holds a day or is empty.</summary>
    public Columns<TRow> OptionalDay(string name, Expression<Func<TRow, DateOnly?>> property) => Add(name, property, Cells.OptionalDay);

    /// <summary>Adds a column that holds a whole number or is empty.</summary>
    public Columns<TRow> Count(string name, Expression<Func<TRow, long?>> property) => Add(name, property, Cells.Count);

    /// <summary>Adds a column that holds a decimal number or is empty.</summary>
    public Columns<TRow> Number(string name, Expression<Func<TRow, decimal?>> property) => Add(name, property, Cells.Number);

    /// <summary>Adds a column that holds <c>true</c> or <c>false</c>; empty is false.</summary>
    public Columns<TRow> YesNo(string name, Expression<Func<TRow, bool>> property) => Add(name, property, Cells.YesNo);

    /// <summary>Adds a column that holds one of some names.</summary>
    public Columns<TRow> Named<T>(string name, Expression<Func<TRow, T>> property, Cell<T> names)
        where T : struct, Enum => Add(name, property, names);

    /// <summary>Makes all columns that follow optional.</summary>
    public Columns<TRow> ThenOptional()
    {
        _optional = true;
        return this;
    }

    private Columns<TRow> Add<T>(
        string name,
        Expression<Func<TRow, T>> property,
        Cell<T> cell,
        Referent? refersTo = null,
        bool required = false,
        Referent? offers = null,
        bool kept = false)
    {
        _all.Add(
            new Column<TRow, T>(name, property, cell, _optional)
            {
                RefersTo = refersTo, IsRequired = required, Offers = offers, IsKept = kept,
            });
        return this;
    }

    public IEnumerator<Column<TRow>> GetEnumerator() => _all.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
