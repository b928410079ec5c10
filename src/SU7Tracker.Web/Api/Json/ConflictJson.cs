namespace SU7Tracker.Web.Api;

/// <summary>The current figure of a row that did not expect it.</summary>
public sealed record ConflictJson(int Row, FigureJson? Current);
