using SU7Tracker.Domain;

namespace SU7Tracker.Web.TakeAway;

/// <summary>A column of a table that is taken away.</summary>
/// <param name="Key">Its name in CSV and JSON: the same in every language.</param>
/// <param name="Name">Its name in a spreadsheet, in the reader's language.</param>
public sealed record TableColumn(string Key, string Name);
