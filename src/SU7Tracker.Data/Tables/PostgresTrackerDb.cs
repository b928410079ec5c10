using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace SU7Tracker.Data;

internal sealed class PostgresTrackerDb(DbContextOptions<PostgresTrackerDb> options) : TrackerDb(options)
{
    // Npgsql refuses an offset that is not zero.
    internal sealed class Utc() : ValueConverter<DateTimeOffset, DateTimeOffset>(v => v.ToUniversalTime(), v => v);

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTimeOffset>().HaveConversion<Utc>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        // Keys are compared byte by byte: the same order under every locale, and several times faster to sort.
        foreach (
            var property in builder
                .Model.GetEntityTypes()
                .Where(e => e.ClrType.Namespace == typeof(TrackerDb).Namespace && e.ClrType != typeof(TrackerUser))
                .SelectMany(e => e.GetProperties())
                .Where(p => p.ClrType != typeof(byte[]) && p.GetMaxLength() <= Domain.Series.MaxKeyLength))
        {
            property.SetCollation("C");
        }
    }

    internal sealed class Factory : IDesignTimeDbContextFactory<PostgresTrackerDb>
    {
        public PostgresTrackerDb CreateDbContext(string[] args)
        {
            var options = AtDesignTime<PostgresTrackerDb>();
            options.UseNpgsql("Host=none");
            return new(options.Options);
        }
    }
}
