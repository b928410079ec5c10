using Microsoft.Extensions.Configuration;
using Npgsql;
using SU7Tracker.Data.Tests.Support;

namespace SU7Tracker.Data.Tests;

public class TrackerStorageTests(Databases databases)
{
    [Fact]
    public void WithoutAConnectionStringItIsAFileInTheDataFolder()
    {
        var folder = Path.Combine(databases.Folder, "made", "here");
        var storage = TrackerStorage.From(
            new ConfigurationBuilder().AddInMemoryCollection([new("Data:Folder", folder), new("ConnectionStrings:Tracker", "")]).Build());
        Assert.False(storage.IsPostgres);
        Assert.Contains(Path.Combine(folder, "tracker.db"), storage.ConnectionString, StringComparison.Ordinal);
        Assert.True(Directory.Exists(folder));
        Assert.Equal(Path.Combine(AppContext.BaseDirectory, "data"), TrackerStorage.From("Host=h", null).Folder);
    }

    [Fact]
    public void ADataSourceIsThatFileAndAHostIsPostgres()
    {
        var file = Path.Combine(databases.Folder, "sub", "my.db");
        Assert.Equal("SQLite " + file, TrackerStorage.From("Data Source=" + file, null).ToString());
        var postgres = TrackerStorage.From("Host=db;Username=su7;Password=secret;Database=tracker", null);
        Assert.True(postgres.IsPostgres);
        Assert.Equal("PostgreSQL db:5432/tracker", postgres.ToString());
    }

    [Theory]
    [InlineData("Host=one", 40, 10)]
    [InlineData("Host=one,two", 40, 1)]
    [InlineData("Host=one,two;Maximum Pool Size=7;Host Recheck Seconds=3", 7, 3)]
    [InlineData("Server=one;MaxPoolSize=8", 8, 10)]
    public void PostgresIsAskedForFewConnectionsAndAPromotedStandbyIsFoundSoonUnlessTheOperatorSaysOtherwise(
        string connection,
        int connections,
        int seconds)
    {
        var postgres = new NpgsqlConnectionStringBuilder(TrackerStorage.From(connection, null).ConnectionString);
        Assert.Equal((connections, seconds), (postgres.MaxPoolSize, postgres.HostRecheckSeconds));
    }

    [
        Theory,
        InlineData("postgres://db/tracker"),
        InlineData("Username=x"),
        InlineData("=;="),
        InlineData("Host=db;Nonsense=1"),
        InlineData("Data Source=:memory:")
    ]
    public void AnythingElseIsExplained(string connection) =>
        Assert.Contains(
            "ConnectionStrings:Tracker",
            Assert.Throws<InvalidOperationException>(() => TrackerStorage.From(connection, null)).Message,
            StringComparison.Ordinal);
}
