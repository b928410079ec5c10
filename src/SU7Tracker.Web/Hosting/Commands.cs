using System.Globalization;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Identity;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting;

/// <summary>What the program does instead of serving pages, when its first arguments say so: <c>import</c>, <c>export</c>, <c>admin add</c>, <c>token add</c>.</summary>
internal static class Commands
{
    private const int MostRejectedShown = 1000;

    /// <summary>Whether the arguments are a command and not settings.</summary>
    public static bool IsCommand(string[] args) => args is [{ } first, ..] && (IsHelp(first) || (!first.StartsWith('-') && !first.Contains('=', StringComparison.Ordinal)));

    /// <summary>The arguments that the host reads: of a command its settings alone, because the host takes <c>/srv/figures.csv</c> for the name of one.</summary>
    public static string[] SettingsAmong(string[] args) =>
        IsCommand(args) ? [.. Split(args).Options.Where(o => IsSetting(o.Key)).Select(o => $"{o.Key}={o.Value}")] : args;

    /// <summary>Runs a command on the configured database, which is brought to its present form first.</summary>
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
        var (words, options) = Split(args);
        if (words is not (["import", _, ..] or ["export", _] or ["admin", "add", _] or ["token", "add", _]) || Unknown(words, options) is not null)
        {
            await Console.Error.WriteLineAsync(Unknown(words, options) is { } unknown ? ApiProblem.Format(CommandTexts.UnknownOption, unknown) + "\n" + CommandTexts.Usage : CommandTexts.Usage);
            return 1;
        }
        try
        {
            await app.Services.GetRequiredService<Database>().MigrateAsync(cancel);
            await using var scope = app.Services.CreateAsyncScope();
            return words[0] switch
            {
                "import" => await ImportAsync(scope.ServiceProvider, words[1..], options.ContainsKey("--dry-run"), cancel),
                "export" => await ExportAsync(scope.ServiceProvider, words[1], cancel),
                "admin" => await AddAdminAsync(scope.ServiceProvider, words[2]),
                _ => await AddTokenAsync(scope.ServiceProvider, words[2], options.GetValueOrDefault("--scope", "read"), cancel),
            };
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            await Console.Error.WriteLineAsync(CommandTexts.Cancelled);
            return 1;
        }
        catch (Exception failure) when (Faults.IsOutside(failure))
        {
            await Console.Error.WriteLineAsync(failure is IOException or UnauthorizedAccessException
                ? Faults.Told(failure) : $"{app.Services.GetRequiredService<TrackerStorage>()}: {Faults.Told(failure)}");
            return 1;
        }
    }

    private static async Task<int> ImportAsync(IServiceProvider services, string[] files, bool dryRun, CancellationToken cancel)
    {
        var (rejected, unread) = (false, files.ToList());
        try
        {
            await foreach (var (file, outcome) in services.GetRequiredService<Import>().RunAsync(files, dryRun, new Author(Environment.UserName), cancel))
            {
                foreach (var row in outcome.Rows.Where(r => r.Problem is not null).Take(MostRejectedShown))
                {
                    await Console.Error.WriteLineAsync(ApiProblem.Format(CommandTexts.RejectedRow, file, row.Line, row.Problem!.Field, row.Problem.Text(CultureInfo.InvariantCulture)));
                }
                var text = outcome.Rejected > 0 ? CommandTexts.NothingImported : dryRun ? CommandTexts.WouldImport : CommandTexts.Imported;
                await Console.Out.WriteLineAsync(ApiProblem.Format(text, file, outcome.New, outcome.Revised, outcome.Unchanged, outcome.Rejected));
                rejected |= outcome.Rejected > 0;
                unread.Remove(file);
            }
        }
        finally
        {
            foreach (var file in unread)
            {
                await Console.Error.WriteLineAsync(ApiProblem.Format(CommandTexts.NotRead, file));
            }
        }
        return rejected ? 1 : 0;
    }

    private static async Task<int> ExportAsync(IServiceProvider services, string folder, CancellationToken cancel)
    {
        await services.GetRequiredService<Export>().WriteAsync(folder, cancel);
        await Console.Out.WriteLineAsync(ApiProblem.Format(CommandTexts.Exported, Path.GetFullPath(folder)));
        return 0;
    }

    private static async Task<int> AddAdminAsync(IServiceProvider services, string email)
    {
        await services.GetRequiredService<FirstAdmin>().EnsureRolesAsync();
        var users = services.GetRequiredService<UserManager<TrackerUser>>();
        if (await users.FindByEmailAsync(email) is { } known)
        {
            var promoted = await users.IsInRoleAsync(known, Roles.Admin) ? IdentityResult.Success : await users.AddToRoleAsync(known, Roles.Admin);
            return await ReportAsync(promoted, ApiProblem.Format(CommandTexts.IsAdmin, email));
        }
        // Nobody types a password into a terminal's history: it is made here, shown once, and changed at /account.
        var password = Convert.ToBase64String(RandomNumberGenerator.GetBytes(15));
        var user = new TrackerUser { UserName = email, Email = email, EmailConfirmed = true };
        var created = await users.CreateAsync(user, password);
        return await ReportAsync(created.Succeeded ? await users.AddToRoleAsync(user, Roles.Admin) : created, ApiProblem.Format(CommandTexts.AdminAdded, email, password));
    }

    private static async Task<int> ReportAsync(IdentityResult result, string done)
    {
        foreach (var error in result.Errors)
        {
            await Console.Error.WriteLineAsync(error.Description);
        }
        if (result.Succeeded)
        {
            await Console.Out.WriteLineAsync(done);
        }
        return result.Succeeded ? 0 : 1;
    }

    private static async Task<int> AddTokenAsync(IServiceProvider services, string name, string scope, CancellationToken cancel)
    {
        if (scope is not ("read" or "write"))
        {
            await Console.Error.WriteLineAsync(ApiProblem.Format(CommandTexts.UnknownScope, scope));
            return 1;
        }
        await Console.Out.WriteLineAsync(await services.GetRequiredService<Tokens>().AddAsync(
            name, scope == "write" ? TokenScope.Write : TokenScope.Read, Environment.UserName, cancel));
        return 0;
    }

    // --name value and --name=value; settings such as --Data:Folder are read by the host.
    private static (string[] Words, Dictionary<string, string> Options) Split(string[] args)
    {
        var (words, options) = (new List<string>(), new Dictionary<string, string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
            }
            else if (args[i] == "--dry-run" || args[i].Contains('=', StringComparison.Ordinal))
            {
                var parts = args[i].Split('=', 2);
                options[parts[0]] = parts.Length > 1 ? parts[1] : "";
            }
            else
            {
                options[args[i]] = i + 1 < args.Length ? args[++i] : "";
            }
        }
        return ([.. words], options);
    }

    private static string? Unknown(string[] words, Dictionary<string, string> options) => options.Keys.FirstOrDefault(o =>
        !IsSetting(o) && !(o == "--dry-run" && words is ["import", ..]) && !(o == "--scope" && words is ["token", ..]));

    private static bool IsSetting(string option) => option.Contains(':', StringComparison.Ordinal);

    private static bool IsHelp(string word) => word is "--help" or "-h" or "help";
}
