using SU7Tracker.Domain;

namespace SU7Tracker.Data;

/// <summary>A figure and the id that the next page comes after.</summary>
public sealed record FigureEntry(long Id, Figure Figure);
