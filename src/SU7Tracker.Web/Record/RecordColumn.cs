using Microsoft.AspNetCore.Components;

namespace SU7Tracker.Web.Record;

/// <summary>A column of a table of the record: its header beside its cell and its order.</summary>
/// <param name="Key">Its name in addresses.</param>
/// <param name="Title">Its name to the reader.</param>
/// <param name="Cell">What stands in a row.</param>
/// <param name="Compare">How rows are ordered by it.</param>
/// <param name="IsNumber">Whether it stands to the right.</param>
public sealed record RecordColumn<T>(string Key, string Title, RenderFragment<T> Cell, Comparison<T> Compare, bool IsNumber = false);
