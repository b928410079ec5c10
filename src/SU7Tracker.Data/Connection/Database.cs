using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace SU7Tracker.Data;

/// <summary>Migrates the database and tells whether it is ready.</summary>
public sealed class Database(
    IDbContextFactory<TrackerDb> contexts,
    TrackerStorage storage,
    StartLock alone,
    ChangeFeed feed,
    TimeProvider clock,
    IServiceProvider services,
    ILogger<Database> logger)
{
    private volatile bool _migrated;

    /// <summary>
    /// Migrates the database, creating it where it is missing; of many instances that start together one does it and the others wait.
    /// </summary>
    public async Task MigrateAsync(CancellationToken cancel = default)
    {
        await using var db = storage.OwnerConnectionString is { } owner
            ? Setup.PostgresAs(owner, services)
            : await contexts.CreateDbContextAsync(cancel);
        if (storage.IsPostgres)
        {
            await CreateAsync(db, cancel);
        }
        await using (await alone.TakeAsync(cancel))
        {
            // Migrating compares the whole model with that of the latest migration, also where there is nothing to do.
            if (!await IsMigratedAsync(db, cancel))
            {
                if (!storage.IsPostgres)
                {
                    await ForgetKilledMigrationAsync(db, cancel);
                }
                await db.Database.MigrateAsync(cancel);
            }
            await Upgrade.RunAsync(db, clock, cancel);
            if (storage.OwnerConnectionString is not null)
            {
                await Grants.GiveAsync(db, new NpgsqlConnectionStringBuilder(storage.ConnectionString).Username!, logger, cancel);
            }
            if (!storage.IsPostgres)
            {
                await db.Database.ExecuteSqlRawAsync("pragma journal_mode = wal", cancel);
            }
        }
        _migrated = true;
        logger.Migrated(storage);
    }

    /// <summary>Whether readers are served even if the primary does not answer at the moment.</summary>
    public bool ServesReaders => _migrated && feed.IsServable;

    /// <summary>Returns whether the database answers and is migrated.</summary>
    public async Task<bool> IsReadyAsync(CancellationToken cancel = default)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancel);
            if (_migrated)
            {
                await db.Changes.OrderByDescending(c => c.Id).Select(c => c.Id).FirstOrDefaultAsync(cancel);
                return true;
            }
            return _migrated = await db.Database.CanConnectAsync(cancel) && await IsMigratedAsync(db, cancel);
        }
        catch (Exception away) when (away is DbException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }

    // EF would make a model of its own to ask for the rows of this one table. Where the table is missing or the database does not answer,
    // whoever works with it next says so.
    private static async Task<bool> IsMigratedAsync(TrackerDb db, CancellationToken cancel)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"select migration_id from \"{HistoryRepository.DefaultTableName}\"";
        var applied = new HashSet<string>();
        try
        {
            await db.Database.OpenConnectionAsync(cancel);
            await using var rows = await command.ExecuteReaderAsync(cancel);
            while (await rows.ReadAsync(cancel))
            {
                applied.Add(rows.GetString(0));
            }
        }
        catch (DbException)
        {
            return false;
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
        return db.Database.GetMigrations().All(applied.Contains);
    }

    private static async Task CreateAsync(TrackerDb db, CancellationToken cancel)
    {
        var creator = db.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancel))
        {
            try
            {
                await creator.CreateAsync(cancel);
            }
            catch (PostgresException other)
                when (other.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another instance was faster.
            }
        }
    }

    // EF's own lock on SQLite is a row that a killed process leaves behind, and everyone would wait for it forever. Here nobody else
    // migrates.
    private static async Task ForgetKilledMigrationAsync(TrackerDb db, CancellationToken cancel)
    {
        if (
            await db
                .Database.SqlQueryRaw<int>("select 1 as Value from sqlite_master where type = 'table' and name = '__EFMigrationsLock'")
                .AnyAsync(cancel))
        {
            await db.Database.ExecuteSqlRawAsync("delete from __EFMigrationsLock", cancel);
        }
    }
}
