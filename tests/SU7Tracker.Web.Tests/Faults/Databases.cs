using SU7Tracker.Tests.Support;

namespace SU7Tracker.Web.Tests.Faults;

/// <summary>Where a program under test keeps its record.</summary>
public enum On
{
    Sqlite,
    Postgres,
}

/// <summary>A cluster, and folders that go with the tests.</summary>
public sealed class Databases : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7-faults").FullName;

    public PrivatePostgres Postgres { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Postgres = await PrivatePostgres.StartAsync();

    public string Folder() => Directory.CreateDirectory(Path.Combine(_folder, Guid.NewGuid().ToString("N"))).FullName;

    /// <summary>How a database that nobody has made yet is reached; empty for an SQLite file in the data folder.</summary>
    public string? Connection(On on) => on == On.Postgres ? Postgres.ConnectionTo("db" + Guid.NewGuid().ToString("N")) : null;

    public async ValueTask DisposeAsync()
    {
        await Postgres.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
