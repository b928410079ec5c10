using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.People;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>The commands that the program runs instead of serving pages, when its first arguments say so.</summary>
internal static class Commands
{
    private static readonly Command[] All = [.. FileCommands.All, .. AdminCommands.All, .. TokenCommands.All];

    /// <summary>Whether the arguments are a command and not settings.</summary>
    public static bool IsCommand(string[] args) =>
        args is [{ } first, ..] && (IsHelp(first) || (!first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>
    /// The arguments that the host reads: of a command its settings alone, because the host takes <c>/srv/figures.csv</c> for the name of
    /// one.
    /// </summary>
    public static string[] SettingsAmong(string[] args) =>
        IsCommand(args) ? [.. CommandLine.Read(args).Settings.Select(s => $"{s.Key}={s.Value}")] : args;

    /// <summary>Runs a command on the configured database, which is migrated first.</summary>
    /// <returns>0, or 1 when something was wrong; what was wrong stands on the error output.</returns>
    public static async Task<int> RunAsync(WebApplication app, string[] args)
    {
        var cancel = app.Lifetime.ApplicationStopping;
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            app.Lifetime.StopApplication();
        };
        if (IsHelp(args[0]))
        {
            await Console.Out.WriteLineAsync(CommandTexts.Usage);
            return 0;
        }
        var line = CommandLine.Read(args);
        var command = Array.Find(All, c => c.IsCalledBy(line.Words));
        var unknown = line.Options.Keys.FirstOrDefault(o => command is null || !command.Options.Contains(o));
        if (command is null || unknown is not null)
        {
            await Console.Error.WriteLineAsync(
                unknown is null ? CommandTexts.Usage : ApiProblem.Format(CommandTexts.UnknownOption, unknown) + "\n" + CommandTexts.Usage);
            return 1;
        }
        var storage = app.Services.GetRequiredService<TrackerStorage>();
        try
        {
            DataFolder.Close(storage, app.Logger);
            if (command.NeedsDatabase)
            {
                await app.Services.GetRequiredService<Database>().MigrateAsync(cancel);
            }
            await using var scope = app.Services.CreateAsyncScope();
            var code = await command.Run(line.After(command), scope.ServiceProvider, cancel);
            // Its words may name a person; what it is called does not.
            await app.Services.GetRequiredService<SecurityLog>().AddAsync(
                Actor.OfCommand.Did(SecurityKind.Command, "", string.Join(' ', command.Name) + (code == 0 ? "" : $" ({code})")), cancel);
            return code;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return await FailAsync(CommandTexts.Cancelled);
        }
        catch (Exception failure) when (Faults.IsEnvironmental(failure))
        {
            return await FailAsync(
                failure is IOException or UnauthorizedAccessException ? Faults.MessageOf(failure) : $"{storage}: {Faults.MessageOf(failure)}");
        }
    }

    /// <summary>Writes what was done and returns 0.</summary>
    public static async Task<int> SucceedAsync(string text)
    {
        await Console.Out.WriteLineAsync(text);
        return 0;
    }

    /// <summary>Writes what is wrong to the error output and returns 1.</summary>
    public static async Task<int> FailAsync(string text)
    {
        await Console.Error.WriteLineAsync(text);
        return 1;
    }

    /// <summary>Writes what was done, or why it was not.</summary>
    public static Task<int> ReportAsync(MemberResult result, string done) =>
        result.Problem is { } problem ? FailAsync(problem) : SucceedAsync(done);

    private static bool IsHelp(string word) => word is "--help" or "-h" or "help";
}
