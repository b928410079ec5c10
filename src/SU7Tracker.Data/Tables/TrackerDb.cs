using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace SU7Tracker.Data;

/// <summary>The database: one model for both providers, of which each has its own migrations.</summary>
public abstract class TrackerDb(DbContextOptions options)
    : IdentityDbContext<TrackerUser, IdentityRole, string>(options),
        IDataProtectionKeyContext
{
    /// <summary>The keys that sessions are protected with; shared by all instances.</summary>
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    internal DbSet<VehicleRow> Vehicles => Set<VehicleRow>();
    internal DbSet<CityRow> Cities => Set<CityRow>();
    internal DbSet<SourceRow> Sources => Set<SourceRow>();
    internal DbSet<MilestoneRow> Milestones => Set<MilestoneRow>();
    internal DbSet<ClaimRow> Claims => Set<ClaimRow>();
    internal DbSet<FigureRow> Figures => Set<FigureRow>();
    internal DbSet<ChangeRow> Changes => Set<ChangeRow>();
    internal DbSet<EntityVersionRow> EntityVersions => Set<EntityVersionRow>();
    internal DbSet<TokenRow> Tokens => Set<TokenRow>();
    internal DbSet<SecurityEventRow> SecurityEvents => Set<SecurityEventRow>();
    internal DbSet<WebhookRow> Webhooks => Set<WebhookRow>();
    internal DbSet<WebhookDeliveryRow> WebhookDeliveries => Set<WebhookDeliveryRow>();
    internal DbSet<OpenImportRow> OpenImports => Set<OpenImportRow>();
    internal DbSet<OpenImportFileRow> OpenImportFiles => Set<OpenImportFileRow>();

    private const long AccountsLockKey = 5_007_003;

    /// <summary>
    /// Keeps other instances from changing accounts until the transaction ends, so that what is checked before a change still holds when
    /// it is made. On SQLite BEGIN IMMEDIATE does the same.
    /// </summary>
    public async Task LockAccountsAsync(CancellationToken cancel = default)
    {
        if (Database.IsNpgsql())
        {
            await Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({AccountsLockKey})", cancel);
        }
    }

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<TrackerUser>().ToTable("users").Property(u => u.Name).HasMaxLength(TrackerUser.MaxNameLength);
        builder.Entity<IdentityRole>().ToTable("roles");
        builder.Entity<IdentityUserRole<string>>().ToTable("user_roles");
        builder.Entity<IdentityUserClaim<string>>().ToTable("user_claims");
        builder.Entity<IdentityUserLogin<string>>().ToTable("user_logins");
        builder.Entity<IdentityUserToken<string>>().ToTable("user_tokens");
        builder.Entity<IdentityRoleClaim<string>>().ToTable("role_claims");
        builder.Entity<IdentityUserPasskey<string>>().ToTable("user_passkeys");
        builder.Entity<DataProtectionKey>().ToTable("data_protection_keys");
        builder.ApplyConfigurationsFromAssembly(typeof(TrackerDb).Assembly);
    }

    internal static void UseNames(DbContextOptionsBuilder options) => options.UseSnakeCaseNamingConvention();

    // Identity reads the version of its schema from the services of the program, which dotnet-ef does not have.
    internal static DbContextOptionsBuilder<T> AtDesignTime<T>() where T : TrackerDb
    {
        var options = new DbContextOptionsBuilder<T>();
        UseNames(options);
        options.UseApplicationServiceProvider(new ServiceCollection()
            .Configure<IdentityOptions>(o => o.Stores.SchemaVersion = IdentitySchemaVersions.Version3).BuildServiceProvider());
        return options;
    }
}
