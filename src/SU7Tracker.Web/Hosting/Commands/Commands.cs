using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;

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

    /// <summary>Runs a command and writes to the console; Ctrl+C stops it.</summary>
    public static Task<int> RunAsync(WebApplication app, string[] args)
    {
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            app.Lifetime.StopApplication();
        };
        return RunAsync(app.Services, args, new(Console.Out, Console.Error), app.Lifetime.ApplicationStopping);
    }

    /// <summary>Runs a command on the configured database, which is migrated first.</summary>
    /// <returns>0, or 1 when something was wrong.</returns>
    public static async Task<int> RunAsync(IServiceProvider services, string[] args, CommandOutput output, CancellationToken cancel)
    {
        if (IsHelp(args[0]))
        {
            return await output.SucceedAsync(CommandTexts.Usage);
        }
        var line = CommandLine.Read(args);
        var command = Array.Find(All, c => c.IsCalledBy(line.Words));
        var unknown = line.Options.Keys.FirstOrDefault(o => command is null || !command.Options.Contains(o));
        if (command is null || unknown is not null)
        {
            return await output.FailAsync(
                unknown is null ? CommandTexts.Usage : ApiProblem.Format(CommandTexts.UnknownOption, unknown) + "\n" + CommandTexts.Usage);
        }
        var storage = services.GetRequiredService<TrackerStorage>();
        try
        {
            DataFolder.Close(storage, services.GetRequiredService<ILogger<Program>>());
            if (command.NeedsDatabase)
            {
                await services.GetRequiredService<Database>().MigrateAsync(cancel);
            }
            await using var scope = services.CreateAsyncScope();
            var code = await command.Run(line.After(command), scope.ServiceProvider, output, cancel);
            // Its words may name a person; what it is called does not.
            await services.GetRequiredService<SecurityLog>().AddAsync(
                Actor.OfCommand.Did(SecurityKind.Command, "", string.Join(' ', command.Name) + (code == 0 ? "" : $" ({code})")), cancel);
            return code;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            return await output.FailAsync(CommandTexts.Cancelled);
        }
        catch (Exception failure) when (Faults.IsEnvironmental(failure))
        {
            return await output.FailAsync(
                failure is IOException or UnauthorizedAccessException ? Faults.MessageOf(failure) : $"{storage}: {Faults.MessageOf(failure)}");
        }
    }

    private static bool IsHelp(string word) => word is "--help" or "-h" or "help";
}
