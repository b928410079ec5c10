namespace SU7Tracker.Web.Entry.Cells;

/// <summary>Something unusual about a cell, to be called right or mended.</summary>
/// <param name="Key">Under which it is acknowledged; another count is another key.</param>
/// <param name="Text">What is unusual, in words.</param>
public sealed record Warning(string Key, string Text);
