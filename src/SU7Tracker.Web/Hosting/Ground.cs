using SU7Tracker.Data;

namespace SU7Tracker.Web.Hosting;

/// <summary>The ground that the program stands on: where it finds its files, where it listens, what its database holds.</summary>
internal static class Ground
{
    private const string DefaultUrl = "http://localhost:5007";
    private static readonly string[] AddressSettings = ["urls", "http_ports", "https_ports", "Kestrel:Endpoints"];

    /// <summary>A builder whose files are found from any working directory.</summary>
    public static WebApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseStaticWebAssets();   // before publishing, assets lie in the source folders; a published program has no such list
        if (!AddressSettings.Any(name => builder.Configuration.GetSection(name).Exists()))
        {
            builder.WebHost.UseUrls(DefaultUrl);
        }
        return builder;
    }

    /// <summary>Brings the database to its present form and, where it is empty and nobody minds, gives it the public record.</summary>
    public static async Task PrepareDataAsync(this WebApplication app)
    {
        await app.Services.GetRequiredService<Database>().MigrateAsync();
        if (app.Configuration.GetValue("Sample:Load", true))
        {
            await app.Services.GetRequiredService<SampleRecord>().LoadIfEmptyAsync();
        }
    }
}
