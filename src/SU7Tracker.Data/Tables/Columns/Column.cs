using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>
/// Describes a column of a kind of fact: its name in files, how its cell is read, written and checked, and how it is stored.
/// </summary>
internal abstract class Column<TRow>(string name, bool isOptional) where TRow : class
{
    public string Name => name;

    /// <summary>Whether a file may be without it; its cells are empty then.</summary>
    public bool IsOptional => isOptional;

    /// <summary>What its values refer to; null for values of their own.</summary>
    public Referent? RefersTo { get; init; }

    /// <summary>Whether each fact refers to one, so that the database keeps it from being removed.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The name of the property that it stands for.</summary>
    public abstract string PropertyName { get; }

    /// <summary>What a form offers for it; null for nothing.</summary>
    public Referent? Offers { get; init; }

    /// <summary>Whether a file without it leaves it as it is, and an export has it only when it is needed.</summary>
    public bool IsKept { get; init; }

    public abstract FactField Field { get; }

    public abstract void Read(RowCells cells, TRow row);

    public abstract void Copy(TRow from, TRow to);

    public abstract string Write(TRow row);

    public abstract Problem? Check(TRow row);

    public abstract void Configure(EntityTypeBuilder<TRow> table);
}

internal sealed class Column<TRow, T>(string name, Expression<Func<TRow, T>> property, Cell<T> cell, bool isOptional)
    : Column<TRow>(name, isOptional)
    where TRow : class
{
    private readonly Func<TRow, T> _get = PropertyOf(property).GetMethod!.CreateDelegate<Func<TRow, T>>();
    private readonly Action<TRow, T> _set = PropertyOf(property).SetMethod!.CreateDelegate<Action<TRow, T>>();

    public override string PropertyName { get; } = PropertyOf(property).Name;

    public override FactField Field => new(Name, cell.Kind, cell.IsRequired, cell.Choices, Offers ?? RefersTo);

    public override void Read(RowCells cells, TRow row) => _set(row, cell.Read(cells, Name));

    public override void Copy(TRow from, TRow to) => _set(to, _get(from));

    public override string Write(TRow row) => cell.Write(_get(row));

    public override Problem? Check(TRow row) => cell.Check(Name, _get(row));

    public override void Configure(EntityTypeBuilder<TRow> table) => cell.Configure?.Invoke(table.Property(property));

    private static PropertyInfo PropertyOf(Expression<Func<TRow, T>> property) => (PropertyInfo)((MemberExpression)property.Body).Member;
}
