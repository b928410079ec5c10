using Microsoft.EntityFrameworkCore;

namespace SU7Tracker.Data;

/// <summary>Tells whose ids stand in the record.</summary>
public sealed class AccountNames(IDbContextFactory<TrackerDb> contexts)
{
    /// <summary>
    /// Returns what is told of ids to those who are not told names: the ids; of a row by an earlier version, which names the address
    /// itself, nothing.
    /// </summary>
    public static IReadOnlyDictionary<string, string> Withheld(IEnumerable<string> ids) => ids.Distinct(StringComparer.Ordinal)
        .ToDictionary(id => id, id => id.Contains('@', StringComparison.Ordinal) ? "" : id, StringComparer.Ordinal);

    /// <summary>
    /// Returns what the accounts of some ids are called: their name, else their address. What is the id of none, such as the name that a
    /// command ran under, stands for itself.
    /// </summary>
    public async Task<IReadOnlyDictionary<string, string>> OfAsync(IEnumerable<string> ids, CancellationToken cancel = default)
    {
        var names = ids.Where(id => id.Length > 0).Distinct(StringComparer.Ordinal)
            .ToDictionary(id => id, id => id, StringComparer.Ordinal);
        if (names.Count == 0)
        {
            return names;
        }
        await using var db = await contexts.CreateDbContextAsync(cancel);
        foreach (var some in names.Keys.ToList().Chunk(1000))
        {
            foreach (var user in await db.Users.AsNoTracking().Where(u => some.Contains(u.Id))
                .Select(u => new { u.Id, u.Name, u.UserName }).ToListAsync(cancel))
            {
                names[user.Id] = user.Name.Length > 0 ? user.Name : user.UserName ?? user.Id;
            }
        }
        return names;
    }
}
