namespace SU7Tracker.Data;

/// <summary>A row that a write has added or overwritten; <paramref name="Old"/> is what stood there.</summary>
internal readonly record struct Changed<TRow>(TRow Row, TRow? Old, Result Result) where TRow : class;
