using Microsoft.EntityFrameworkCore.Metadata.Builders;
using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>Describes a type of cell: how it is read from a file, written to one, checked, and stored.</summary>
internal sealed record Cell<T>(
    Func<CsvFile, string, T> Read,
    Func<T, string> Write,
    Func<string, T, Problem?> Check,
    Action<PropertyBuilder<T>>? Configure = null);
