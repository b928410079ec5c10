using SU7Tracker.Data;
using SU7Tracker.Web.Access;

namespace SU7Tracker.Web.Hosting;

/// <summary>Creates the host of the program and prepares its database.</summary>
internal static class HostSetup
{
    private const string DefaultUrl = "http://localhost:5007";
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1), BetweenTries = TimeSpan.FromSeconds(2);
    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    /// <summary>A builder whose files are found from any working directory.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(
            new WebApplicationOptions { Args = Commands.Commands.SettingsAmong(args), ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets(); // before publishing, assets lie in the source folders; a published program has no such list
        if (!AddressSettings.Any(name => builder.Configuration.GetSection(name).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        // Nobody who develops minds the memory, and tests run many programs in one process.
        if (!builder.Environment.IsDevelopment())
        {
            builder.Services.AddHostedService<StartMemory>();
        }
        return builder;
    }

    /// <summary>
    /// Whether the program cannot start because of a setting or a taken address: then its message is told without a stack trace.
    /// </summary>
    public static bool IsStartFailure(Exception wrong) =>
        wrong is IOException
        || (
            wrong is InvalidOperationException
            && wrong.Source is "SU7Tracker.Data" or "SU7Tracker.Web" or "Microsoft.Extensions.Configuration.Binder");

    /// <summary>Prepares the database and lets people in.</summary>
    /// <returns>Whether it was done; the log says why not.</returns>
    public static async Task<bool> OpenAsync(this WebApplication app)
    {
        if (!await app.PrepareDataAsync())
        {
            return false;
        }
        await app.OpenAccessAsync();
        return true;
    }

    /// <summary>
    /// Migrates the database and, where it is empty and the settings allow it, loads the public record. Waits for a server that does not
    /// answer: it may be starting, too.
    /// </summary>
    /// <returns>Whether it was done; the log says why not.</returns>
    public static async Task<bool> PrepareDataAsync(this WebApplication app)
    {
        var storage = app.Services.GetRequiredService<TrackerStorage>();
        DataFolder.Close(storage, app.Logger);
        var longest = storage.IsPostgres ? LongestWait : TimeSpan.Zero;
        for (var waited = TimeSpan.Zero; ; waited += BetweenTries)
        {
            try
            {
                await app.Services.GetRequiredService<Database>().MigrateAsync();
                if (app.Configuration.GetValue("Sample:Load", true))
                {
                    await app.Services.GetRequiredService<SampleRecord>().LoadIfEmptyAsync();
                }
                return true;
            }
            catch (Exception away) when (Faults.IsTransient(away) && waited < longest)
            {
                app.Logger.DatabaseAwaited(storage, Faults.MessageOf(away));
                await Task.Delay(BetweenTries);
            }
            catch (Exception failure) when (Faults.IsEnvironmental(failure))
            {
                app.Logger.NoDatabase(storage, Faults.MessageOf(failure));
                return false;
            }
        }
    }
}
