using System.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

/// <summary>
/// Grants privileges to the role that the program runs as where another role owns the tables: to read all tables, to insert into
/// append-only ones, and to change the others. A role that does not own a table cannot remove the triggers that refuse changes of figures.
/// Identity columns need no grant on their sequences, temporary tables and notifications none at all.
/// </summary>
internal static class Grants
{
    public static async Task GiveAsync(TrackerDb db, string role, ILogger logger, CancellationToken cancel)
    {
        var sql = db.GetService<ISqlGenerationHelper>();
        var schema = await ValueAsync<string>("select current_schema()::text as \"Value\"");
        var database = await ValueAsync<string>("select current_database()::text as \"Value\"");
        var to = sql.DelimitIdentifier(role);
        string Table(string table) => sql.DelimitIdentifier(table, schema);
        string List(IEnumerable<string> tables) => string.Join(", ", tables.Select(Table));

        var tables = db
            .Model.GetEntityTypes()
            .Select(e => e.GetTableName())
            .OfType<string>()
            .Distinct()
            .Order(StringComparer.Ordinal)
            .ToList();
        // In one transaction, so that a running instance never lacks its privileges.
        await using var transaction = await db.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancel);
        await RunAsync($"""
            grant connect, temporary on database {sql.DelimitIdentifier(database)} to {to};
            grant usage on schema {sql.DelimitIdentifier(schema)} to {to};
            revoke all on {List(tables)}, {Table(HistoryRepository.DefaultTableName)} from {to};
            grant select on {Table(HistoryRepository.DefaultTableName)} to {to};
            grant select, insert on {List(AppendOnly.Tables)} to {to};
            grant delete on {Table(SecurityEventTable.Name)} to {to};
            grant select, insert, update, delete on {List(tables.Except(AppendOnly.Tables))} to {to};
            """);
        await transaction.CommitAsync(cancel);

        if (
            await db
                .Database.SqlQuery<bool>(
                    $"select has_table_privilege({role}, {Table("figures")}, 'update, delete, truncate, trigger') or pg_has_role({role}, (select relowner from pg_class where oid = {Table("figures")}::regclass), 'member') as \"Value\"")
                .SingleAsync(cancel))
        {
            logger.RoleTooStrong(role);
        }

        Task<T> ValueAsync<T>(string query) => db.Database.SqlQueryRaw<T>(query).SingleAsync(cancel);

#pragma warning disable EF1002 // Every name is quoted.
        Task RunAsync(string statements) =>
            db.Database.ExecuteSqlRawAsync(
                statements.Replace("{", "{{", StringComparison.Ordinal).Replace("}", "}}", StringComparison.Ordinal),
                cancel);
#pragma warning restore EF1002
    }
}
