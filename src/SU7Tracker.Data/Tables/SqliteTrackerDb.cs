using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using Microsoft.Extensions.DependencyInjection;

namespace SU7Tracker.Data;

internal sealed class SqliteTrackerDb(DbContextOptions<SqliteTrackerDb> options) : TrackerDb(options)
{
    // SQLite can neither order nor compare a DateTimeOffset; it can do both with ticks.
    internal sealed class Ticks() : ValueConverter<DateTimeOffset, long>(v => v.UtcTicks, v => new DateTimeOffset(v, TimeSpan.Zero));

    protected override void ConfigureConventions(ModelConfigurationBuilder conventions) =>
        conventions.Properties<DateTimeOffset>().HaveConversion<Ticks>();

    internal sealed class Factory : IDesignTimeDbContextFactory<SqliteTrackerDb>
    {
        public SqliteTrackerDb CreateDbContext(string[] args)
        {
            var options = AtDesignTime<SqliteTrackerDb>();
            options.UseSqlite("Data Source=none");
            return new(options.Options);
        }
    }
}
