using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Describes a type of cell: how it is read from a file, written to one, checked, and stored.</summary>
internal sealed record Cell<T>(
    Func<RowCells, string, T> Read,
    Func<T, string> Write,
    Func<string, T, Problem?> Check,
    Action<PropertyBuilder<T>>? Configure = null)
{
    /// <summary>What is typed into it.</summary>
    public FieldKind Kind { get; init; }
    /// <summary>Whether it is never empty.</summary>
    public bool IsRequired { get; init; }
    /// <summary>The words that it may hold; none for any.</summary>
    public IReadOnlyList<string> Choices { get; init; } = [];
}
