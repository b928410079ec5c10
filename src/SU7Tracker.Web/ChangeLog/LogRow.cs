using SU7Tracker.Data;
using SU7Tracker.Web.Tables;

namespace SU7Tracker.Web.ChangeLog;

/// <summary>A line of the log with the names of those whom it names by their accounts.</summary>
/// <param name="Activity">What was done.</param>
/// <param name="By">What the one who did it is called; empty where nobody is known.</param>
/// <param name="Account">What the owner of the account that it concerns is called; empty where none is known.</param>
public sealed record LogRow(Activity Activity, string By, string Account)
{
    /// <summary>The columns of the log as a file.</summary>
    internal static IReadOnlyList<Column<LogRow>> Columns { get; } =
    [
        new("at", r => r.Activity.At), new("by", r => r.By),
        new("kind", r => r.Activity.Kind is { } kind ? SecurityEvent.NameOf(kind) : r.Activity.Undoes is null ? "write" : "undo"),
        new("what", r => r.Activity.What), new("vehicles", r => string.Join(' ', r.Activity.Vehicles)),
        new("new", r => r.Activity.Batch is null ? null : r.Activity.Added),
        new("revised", r => r.Activity.Batch is null ? null : r.Activity.Revised),
        new("account", r => r.Account), new("address", r => r.Activity.Address), new("detail", r => r.Activity.Detail),
        new("write", r => r.Activity.Batch), new("undoes", r => r.Activity.Undoes), new("undone_by", r => r.Activity.UndoneBy),
    ];

    /// <summary>Lines with the names that belong to them.</summary>
    public static async Task<IReadOnlyList<LogRow>> OfAsync(IReadOnlyList<Activity> activities, AccountNames accounts)
    {
        var names = await accounts.OfAsync(activities.SelectMany(a => new[] { a.By, a.Account }));
        return [.. activities.Select(a => new LogRow(a, names.GetValueOrDefault(a.By, ""), names.GetValueOrDefault(a.Account, "")))];
    }
}
