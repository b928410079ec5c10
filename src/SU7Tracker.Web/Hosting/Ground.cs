namespace SU7Tracker.Web.Hosting;

/// <summary>The ground that the program stands on: where it finds its files and where it listens.</summary>
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
}
