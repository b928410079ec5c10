using Microsoft.EntityFrameworkCore.Migrations;

namespace SU7Tracker.Data;

// What is once recorded is never changed and never deleted, whoever asks. A later migration that rebuilds such a table on SQLite
// (which is how EF alters one there) loses the triggers and must call this again.
internal static class AppendOnly
{
    public static readonly IReadOnlyList<string> Tables = ["changes", "facts", "figures"];

    public static void MakeAppendOnlyOnPostgres(this MigrationBuilder migration, params string[] tables)
    {
        migration.Sql("""
            create or replace function refuse_change() returns trigger language plpgsql as $$
            begin
                raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
            end $$;
            """);
        foreach (var table in tables)
        {
            migration.Sql(
                $"create trigger {table}_append_only before update or delete or truncate on {table} for each statement execute function refuse_change();"
            );
        }
    }

    public static void MakeAppendOnlyOnSqlite(this MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
        {
            foreach (var operation in new[] { "update", "delete" })
            {
                migration.Sql(
                    $"create trigger {table}_no_{operation} before {operation} on {table} begin select raise(abort, '{table} is append-only: {operation} refused'); end;"
                );
            }
        }
    }

    // There INSERT OR REPLACE deletes what is in its way without asking the triggers of a deletion.
    public static void RefuseReplacementOnSqlite(this MigrationBuilder migration, string table, params string[] key)
    {
        var same = string.Join(" and ", key.Select(column => $"{column} = new.{column}"));
        migration.Sql($"""
            create trigger {table}_no_replace before insert on {table}
            when exists (select 1 from {table} where id = new.id){(
                key.Length == 0 ? "" : $" or exists (select 1 from {table} where {same})"
            )}
            begin select raise(abort, '{table} is append-only: a second row with the same key refused'); end;
            """);
    }
}
