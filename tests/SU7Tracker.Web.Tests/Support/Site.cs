using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Tests.Support;

/// <summary>The running program on a free port, with a database of its own in a folder that goes with it.</summary>
public class Site : WebApplicationFactory<Program>
{
    public const string Admin = "ann@example.org";
    public const string Password = "four words are plenty";

    private readonly string _folder = Directory.CreateTempSubdirectory("su7-web").FullName;
    private readonly Dictionary<string, string> _settings;

    public Site() : this(new() { ["Admin:Email"] = Admin, ["Admin:Password"] = Password, ["Sample:Load"] = "false" }) { }

    private Site(Dictionary<string, string> settings)
    {
        _settings = settings;
        UseKestrel(0);
    }

    /// <summary>What stands in the place of a service of the program, to see what happens when it fails.</summary>
    public Action<IServiceCollection>? Instead { get; init; }

    public static Site With(params (string Name, string Value)[] settings) => With(null, settings);

    public static Site With(Action<IServiceCollection>? instead, params (string Name, string Value)[] settings)
    {
        var all = settings.ToDictionary(s => s.Name, s => s.Value);
        all.TryAdd("Sample:Load", "false");
        return new(all) { Instead = instead };
    }

    /// <summary>Where its database lies; another site may be given the same as <c>Data:Folder</c>.</summary>
    public string Folder => _folder;

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("Data:Folder", _folder);
        foreach (var (name, value) in _settings)
        {
            builder.UseSetting(name, value);
        }
        if (Instead is { } instead)
        {
            builder.ConfigureServices(instead);
        }
    }

    /// <summary>A browser that keeps its cookies and follows no redirect by itself.</summary>
    public Browser Open(System.Net.CookieContainer? cookies = null)
    {
        StartServer();
        return new(
            new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = cookies ?? new() })
            {
                BaseAddress = ClientOptions.BaseAddress,
            });
    }

    /// <summary>Makes an account.</summary>
    public async Task AddUserAsync(string email, string? role = null)
    {
        StartServer();
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>();
        var user = new TrackerUser { UserName = email, Email = email };
        Assert.True((await users.CreateAsync(user, Password)).Succeeded);
        if (role is not null)
        {
            Assert.True((await users.AddToRoleAsync(user, role)).Succeeded);
        }
    }

    /// <summary>Works on an account as an admin would.</summary>
    public async Task ChangeUserAsync(string email, Func<UserManager<TrackerUser>, TrackerUser, Task> change)
    {
        StartServer();
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>();
        await change(users, (await users.FindByEmailAsync(email))!);
    }

    /// <summary>What a cookie would say of an account now.</summary>
    public async Task<System.Security.Claims.ClaimsPrincipal> PrincipalAsync(string email)
    {
        StartServer();
        await using var scope = Services.CreateAsyncScope();
        var users = scope.ServiceProvider.GetRequiredService<UserManager<TrackerUser>>();
        return await scope
            .ServiceProvider.GetRequiredService<SignInManager<TrackerUser>>()
            .CreateUserPrincipalAsync((await users.FindByEmailAsync(email))!);
    }

    /// <summary>The path of the set-up page as the log would print it; null when there is an admin.</summary>
    public async Task<string?> SetupLinkAsync()
    {
        StartServer();
        await using var scope = Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<FirstAdmin>().SetupLinkAsync();
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && Directory.Exists(_folder))
        {
            DeleteFolder();
        }
    }

    // What was under way when the program stopped may still close its files.
    private void DeleteFolder()
    {
        for (var tries = 1; ; tries++)
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            try
            {
                Directory.Delete(_folder, recursive: true);
                return;
            }
            catch (IOException) when (tries < 20)
            {
                Thread.Sleep(100);
            }
        }
    }
}
