using Microsoft.EntityFrameworkCore.Migrations;

namespace SU7Tracker.Data;

// What is once recorded is never changed and never deleted, whoever asks. A later migration that rebuilds such a table on SQLite
// (which is how EF alters one there) loses the triggers and must call this again.
internal static class AppendOnly
{
    public static readonly IReadOnlyList<string> Tables = ["changes", "facts", "figures", SecurityEventTable.Name];

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
                $"create trigger {table}_append_only before update or delete or truncate on {table} for each statement execute function refuse_change();");
        }
    }

    public static void MakeAppendOnlyOnSqlite(this MigrationBuilder migration, params string[] tables)
    {
        foreach (var table in tables)
        {
            foreach (var operation in new[] { "update", "delete" })
            {
                migration.Sql(
                    $"create trigger {table}_no_{operation} before {operation} on {table} begin select raise(abort, '{table} is append-only: {operation} refused'); end;");
            }
        }
    }

    // There INSERT OR REPLACE deletes what is in its way without asking the triggers of a deletion.
    public static void RefuseReplacementOnSqlite(this MigrationBuilder migration, string table, params string[] key)
    {
        var same = string.Join(" and ", key.Select(column => $"{column} = new.{column}"));
        var or = key.Length == 0 ? "" : $" or exists (select 1 from {table} where {same})";
        migration.Sql($"""
            create trigger {table}_no_replace before insert on {table}
            when exists (select 1 from {table} where id = new.id){or}
            begin select raise(abort, '{table} is append-only: a second row with the same key refused'); end;
            """);
    }

    // Of the security log what is older than an event that says so may be deleted, and nothing of the last days; each deletion is an event.
    public static void KeepSecurityEventsOnPostgres(this MigrationBuilder migration) => migration.Sql($"""
        create function keep_security_events() returns trigger language plpgsql as $$
        begin
            if tg_op = 'DELETE' and exists (
                select 1 from security_events r where r.kind = 'retention' and r.deletes_before > old.recorded_at
                    and r.deletes_before <= r.recorded_at - interval '{SecurityLog.LeastDays} days') then
                return old;
            end if;
            raise exception '% is append-only: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
        end $$;
        create trigger security_events_append_only before update or delete on security_events
            for each row execute function keep_security_events();
        create trigger security_events_no_truncate before truncate on security_events for each statement execute function refuse_change();
        """);

    public static void KeepSecurityEventsOnSqlite(this MigrationBuilder migration)
    {
        migration.Sql("""
            create trigger security_events_no_update before update on security_events
            begin select raise(abort, 'security_events is append-only: update refused'); end;
            """);
        migration.Sql($"""
            create trigger security_events_no_delete before delete on security_events
            when not exists (select 1 from security_events r where r.kind = 'retention' and r.deletes_before > old.recorded_at
                and r.deletes_before <= r.recorded_at - {TimeSpan.FromDays(SecurityLog.LeastDays).Ticks})
            begin select raise(abort, 'security_events is append-only: delete refused'); end;
            """);
        migration.RefuseReplacementOnSqlite(SecurityEventTable.Name);
    }
}
