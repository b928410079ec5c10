using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Charts;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.ChangeLog;
using SU7Tracker.Web.Embed;
using SU7Tracker.Web.Hosting;
using SU7Tracker.Web.Hosting.Commands;
using SU7Tracker.Web.Hosting.Limits;
using SU7Tracker.Web.Importing;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.TakeAway;
using SU7Tracker.Web.Webhooks;

var opening = Task.FromResult(false);
try
{
    var builder = HostSetup.CreateBuilder(args);
    builder.AddLogging(args);
    builder.AddTelemetry();
    builder.AddErrors();
    builder.AddCompression();
    builder.AddSecurityHeaders();
    builder.Services.AddTrackerData(TrackerStorage.From(builder.Configuration));
    builder.AddAccess();
    builder.AddRequestLimits();
    builder.AddApi();
    builder.AddPages();
    builder.AddWebhooks();

    var app = builder.Build();
    if (Commands.IsCommand(args))
    {
        return await Commands.RunAsync(app, args);
    }
    // Beside the pipeline, which needs no database.
    opening = Task.Run(app.OpenAsync);
    app.UseSecurityHeaders();
    app.UseLogging();
    app.UseResponseFastPath();
    app.UseErrors();
    app.UsePackageFiles();
    app.UseRouting();
    app.UseResponseCompression();
    app.UseRequestLocalization();
    app.UseAuthentication();
    app.UseRequestLimits();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.MapHealth();
    app.MapAccess();
    app.MapCharts().RequireAuthorization(Policies.Read).ExcludeFromDescription();
    app.MapTables().RequireAuthorization(Policies.Read).ExcludeFromDescription();
    app.MapImporting().RequireAuthorization(Policies.Write).ExcludeFromDescription();
    app.MapEmbed(app.Configuration).RequireAuthorization(Policies.Read).ExcludeFromDescription();
    app.MapLog().RequireAuthorization(Policies.Manage).ExcludeFromDescription();
    app.MapApi();
    app.MapPages();

    if (!await opening)
    {
        return 1;
    }
    await app.RunAsync();
    return 0;
}
catch (Exception wrong) when (HostSetup.IsStartFailure(wrong))
{
    await Console.Error.WriteLineAsync(wrong.Message);
    await Task.WhenAny(opening);   // a migration that is cut off keeps the next one waiting
    return 1;
}

/// <summary>The program; named so that tests can start it.</summary>
public partial class Program;
