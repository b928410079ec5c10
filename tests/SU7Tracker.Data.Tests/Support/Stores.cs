using System.Runtime.Versioning;
using System.Text;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using SU7Tracker.Domain;
using SU7Tracker.Tests.Support;

[assembly: AssemblyFixture(typeof(SU7Tracker.Data.Tests.Support.Databases))]
[assembly: SupportedOSPlatform("linux")]

namespace SU7Tracker.Data.Tests.Support;

/// <summary>Which of the databases a test runs on; every test of a store runs on both.</summary>
public enum On
{
    Sqlite,
    Postgres,
}

/// <summary>The databases of a run: one cluster, and an empty migrated database of each kind to copy.</summary>
public sealed class Databases : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("su7sqlite-").FullName;
    private PrivatePostgres? _postgres;
    private string _template = "";
    private int _files;

    public PrivatePostgres Postgres => _postgres!;

    public async ValueTask InitializeAsync()
    {
        _postgres = await PrivatePostgres.StartAsync();
        _template = await _postgres.CreateAsync();
        await MigrateAsync(_postgres.ConnectionTo(_template));
        await _postgres.ExecuteAsync($"select pg_terminate_backend(pid) from pg_stat_activity where datname = '{_template}'");
        await MigrateAsync($"Data Source={_folder}/template.db");
        SqliteConnection.ClearAllPools();
    }

    private async Task MigrateAsync(string connection)
    {
        await using var tracker = new Tracker(TrackerStorage.From(connection, _folder));
        await tracker.Get<Database>().MigrateAsync();
        // Nothing may be connected to what is copied, nor anything of it be still in a log.
        Npgsql.NpgsqlConnection.ClearAllPools();
        SqliteConnection.ClearAllPools();
    }

    /// <summary>A connection string to an empty database: migrated, or not even made.</summary>
    public async Task<string> ConnectionAsync(On on, bool migrated = true)
    {
        if (on == On.Postgres)
        {
            return _postgres!.ConnectionTo(
                migrated ? await _postgres.CreateAsync(_template) : $"unmade{Interlocked.Increment(ref _files)}");
        }
        var file = Path.Combine(_folder, $"{Interlocked.Increment(ref _files)}.db");
        if (migrated)
        {
            File.Copy(Path.Combine(_folder, "template.db"), file);
        }
        return $"Data Source={file}";
    }

    /// <summary>An instance of the program on a new empty database.</summary>
    public async Task<Tracker> TrackerAsync(On on) => new(TrackerStorage.From(await ConnectionAsync(on), _folder));

    public string Folder => Directory.CreateDirectory(Path.Combine(_folder, $"f{Interlocked.Increment(ref _files)}")).FullName;

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        await _postgres!.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>An instance of the program as far as its data goes.</summary>
public sealed class Tracker : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _running = [];

    public Tracker(TrackerStorage storage, TimeProvider? clock = null)
    {
        Storage = storage;
        _services = new ServiceCollection()
            .AddSingleton(clock ?? TimeProvider.System)
            .AddLogging()
            .AddTrackerData(storage)
            .BuildServiceProvider(validateScopes: true);
    }

    public TrackerStorage Storage { get; }

    public T Get<T>() where T : notnull => _services.GetRequiredService<T>();

    public IServiceScope Scope() => _services.CreateScope();

    internal Task<TrackerDb> DbAsync() => Get<IDbContextFactory<TrackerDb>>().CreateDbContextAsync();

    /// <summary>Another instance on the same database.</summary>
    public Tracker Another() => new(Storage);

    /// <summary>Starts what runs beside the stores.</summary>
    public async Task<Tracker> StartAsync()
    {
        foreach (var service in _services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
            _running.Add(service);
        }
        return this;
    }

    public Task<ImportOutcome> ImportAsync(string csv, bool dryRun = false) => ImportAsync(Encoding.UTF8.GetBytes(csv), dryRun);

    public async Task<ImportOutcome> ImportAsync(byte[] csv, bool dryRun = false)
    {
        using var stream = new MemoryStream(csv);
        return await Get<Import>().RunAsync(stream, dryRun, Some.Author);
    }

    /// <summary>Two vehicles, two sources and a city.</summary>
    public async Task<Tracker> WithSomeAsync()
    {
        await ImportAsync("slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,2024-03-28,\nmodel-3,Model 3,Tesla,,\n");
        await ImportAsync(
            "id,title,publisher,url,published_on,grade\nnews,News,Paper,,2024-04-18,B\nfiling,Filing,Agency,https://example.com/f,,A\n"
        );
        await ImportAsync("slug,name,name_zh,country,deliveries_from,source\nbeijing,Beijing,北京,CN,2024-04-18,news\n");
        return this;
    }

    public Task<PublishOutcome> PublishAsync(params FigureDraft[] drafts) => Get<Figures>().PublishAsync(drafts, Some.Author);

    public async Task<IReadOnlyList<Figure>> AllFiguresAsync()
    {
        await using var db = await DbAsync();
        return [.. (await db.Figures.AsNoTracking().OrderBy(f => f.Id).ToListAsync()).Select(f => f.ToFigure())];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var service in _running)
        {
            await service.StopAsync(CancellationToken.None);
        }
        await _services.DisposeAsync();
    }
}

/// <summary>Values that a test does not care about.</summary>
public static class Some
{
    public const string FigureHeader =
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n";

    public static Author Author { get; } = new("tester");

    public static Series Production { get; } = new("su7", Measure.Production, Series.Built);

    public static DateOnly Day(int month, int day) => new(2024, month, day);

    public static FigureKey Week(int number = 15) =>
        new(
            Production,
            Reading.InPeriod,
            new DateOnly(2024, 1, 1).AddDays((number - 1) * 7),
            new DateOnly(2024, 1, 7).AddDays((number - 1) * 7));

    public static FigureDraft Draft(long count, FigureKey? key = null, DateOnly? published = null) =>
        new(key ?? Week(), Quantity.Exact(count), published, "news");

    /// <summary>Waits for what must come, generously.</summary>
    public static async Task UntilAsync(Func<Task<bool>> condition, string what)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (await condition())
            {
                return;
            }
            await Task.Delay(50);
        }
        Assert.Fail("In vain waited for: " + what);
    }

    public static Task UntilAsync(Func<bool> condition, string what) => UntilAsync(() => Task.FromResult(condition()), what);
}
