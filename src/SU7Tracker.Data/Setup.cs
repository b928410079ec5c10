using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SU7Tracker.Data;

/// <summary>Adds the Data part to a program.</summary>
public static class Setup
{
    /// <summary>Adds the database, the stores over it and the change feed.</summary>
    public static IServiceCollection AddTrackerData(this IServiceCollection services, TrackerStorage storage)
    {
        services.Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3);
        if (storage.IsPostgres)
        {
            services.AddPooledDbContextFactory<PostgresTrackerDb>(o => { o.UseNpgsql(storage.ConnectionString); TrackerDb.UseNames(o); });
            services.AddSingleton<IDbContextFactory<TrackerDb>, Contexts<PostgresTrackerDb>>();
        }
        else
        {
            services.AddPooledDbContextFactory<SqliteTrackerDb>(o => { o.UseSqlite(storage.ConnectionString); TrackerDb.UseNames(o); });
            services.AddSingleton<IDbContextFactory<TrackerDb>, Contexts<SqliteTrackerDb>>();
        }
        // Identity and data protection ask for a context of their scope.
        services.AddScoped(provider => provider.GetRequiredService<IDbContextFactory<TrackerDb>>().CreateDbContext());
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(storage);
        services.AddSingleton<StartLock>();
        services.AddSingleton<Database>();
        services.AddSingleton<WriteProbe>();
        services.AddSingleton<Backup.Backups>();
        services.AddSingleton<ChangeFeed>();
        services.AddSingleton<InstanceMessages>();
        services.AddSingleton<RecordReader>();
        services.AddSingleton<Recorder>();
        services.AddSingleton<SourceCounts>();
        services.AddSingleton(typeof(FactStore<>));
        services.AddSingleton<FactRecord>();
        services.AddSingleton<Webhooks>();
        services.AddSingleton<DisputeCheck>();
        services.AddSingleton<Figures>();
        services.AddSingleton<Histories>();
        services.AddSingleton<Import>();
        services.AddSingleton<OpenImports>();
        services.AddSingleton<Export>();
        services.AddSingleton<SampleRecord>();
        services.AddSingleton<Tokens>();
        services.AddSingleton<SecurityLog>();
        services.AddSingleton<AccountNames>();
        services.AddSingleton<Activities>();
        services.AddSingleton<Undo>();
        services.AddHostedService<ChangeListener>();
        return services;
    }

    // For what only the owner of the database may do.
    internal static TrackerDb PostgresAs(string connection, IServiceProvider services)
    {
        var options = new DbContextOptionsBuilder<PostgresTrackerDb>().UseApplicationServiceProvider(services).UseNpgsql(connection);
        TrackerDb.UseNames(options);
        return new PostgresTrackerDb((DbContextOptions<PostgresTrackerDb>)options.Options);
    }

    // For readers only.
    internal static IDbContextFactory<TrackerDb> StandbyContexts(string connection, IServiceProvider services)
    {
        var options = new DbContextOptionsBuilder<PostgresTrackerDb>().UseApplicationServiceProvider(services).UseNpgsql(connection);
        TrackerDb.UseNames(options);
        return new Contexts<PostgresTrackerDb>(
            new PooledDbContextFactory<PostgresTrackerDb>((DbContextOptions<PostgresTrackerDb>)options.Options));
    }

    private sealed class Contexts<T>(IDbContextFactory<T> contexts) : IDbContextFactory<TrackerDb> where T : TrackerDb
    {
        public TrackerDb CreateDbContext() => contexts.CreateDbContext();

        public async Task<TrackerDb> CreateDbContextAsync(CancellationToken cancel) => await contexts.CreateDbContextAsync(cancel);
    }
}
