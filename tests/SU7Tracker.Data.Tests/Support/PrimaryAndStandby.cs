using Microsoft.EntityFrameworkCore;
using Npgsql;
using SU7Tracker.Tests.Support;

namespace SU7Tracker.Data.Tests.Support;

/// <summary>A PostgreSQL with a standby that replays what it writes.</summary>
public sealed class PrimaryAndStandby : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-standby-").FullName;
    private string _template = "";

    public PrivatePostgres Primary { get; private set; } = null!;
    public PrivatePostgres Standby { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Primary = await PrivatePostgres.StartAsync(connections: 60);
        Standby = await Primary.StandbyAsync();
        _template = await Primary.CreateAsync();
        await using (var tracker = new Tracker(TrackerStorage.From(Primary.ConnectionTo(_template), _folder)))
        {
            await tracker.Get<Database>().MigrateAsync();
            await tracker.WithSomeAsync();
        }
        NpgsqlConnection.ClearAllPools();
        await Primary.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_template}'");
    }

    /// <summary>An instance of the program on a new database with some vehicles, which the standby has, too.</summary>
    public async Task<Tracker> TrackerAsync(TimeProvider? clock = null)
    {
        var database = await Primary.CreateAsync(_template);
        // Elsewhere in the tests a commit may wait in memory, and its replay for it.
        await Primary.ExecuteAsync($"alter database {database} set synchronous_commit = on");
        await Some.UntilAsync(() => HasAsync(database), "the database on the standby");
        return new(TrackerStorage.From(Primary.ConnectionTo(database, Standby), _folder).ReadFromStandby("01:00:00"), clock);
    }

    /// <summary>Whether an instance reads the standby now.</summary>
    public static Task<bool> IsReadByAsync(Tracker tracker) =>
        tracker.Get<RecordReader>().ReadAsync(
            db => db.Database.SqlQueryRaw<bool>("select pg_is_in_recovery() as \"Value\"").SingleAsync());

    /// <summary>Has the standby keep what it receives until it is told to go on.</summary>
    public Task PauseAsync() => Standby.ExecuteAsync("select pg_wal_replay_pause()");

    /// <summary>Has the standby go on.</summary>
    public Task GoOnAsync() => Standby.ExecuteAsync("select pg_wal_replay_resume()");

    private async Task<bool> HasAsync(string database)
    {
        try
        {
            await using var connection = new NpgsqlConnection(Standby.ConnectionTo(database) + ";Pooling=false");
            await connection.OpenAsync();
            return true;
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Standby.DisposeAsync();
        await Primary.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
