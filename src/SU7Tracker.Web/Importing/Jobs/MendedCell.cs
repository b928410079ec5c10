namespace SU7Tracker.Web.Importing;

/// <summary>A cell that was typed anew.</summary>
internal sealed record MendedCell(int Row, int Column, string Text);
