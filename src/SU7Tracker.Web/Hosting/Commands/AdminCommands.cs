using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.People;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>
/// Admins: <c>admin add</c>, <c>admin list</c>, <c>admin disable</c>, <c>admin enable</c>, <c>admin reset</c>, <c>admin forget</c>.
/// </summary>
internal static class AdminCommands
{
    public static readonly Command[] All =
    [
        new(["admin", "add"], 1, 1, [], AddAsync),
        new(["admin", "list"], 0, 0, [], ListAsync),
        new(["admin", "disable"], 1, 1, [], DisableAsync),
        new(["admin", "enable"], 1, 1, [], EnableAsync),
        new(["admin", "reset"], 1, 1, [], ResetAsync),
        new(["admin", "forget"], 1, 1, [], ForgetAsync),
    ];

    private static async Task<int> AddAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var email = line.Words[0];
        await services.GetRequiredService<FirstAdmin>().EnsureRolesAsync();
        var result = await services.GetRequiredService<Members>().AddAdminAsync(email, Actor.OfCommand);
        return await output.ReportAsync(
            result,
            result.Secret is { } password
                ? ApiProblem.Format(CommandTexts.AdminAdded, email, password)
                : ApiProblem.Format(CommandTexts.IsAdmin, email));
    }

    private static async Task<int> ListAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        foreach (var admin in (await services.GetRequiredService<Members>().AllAsync(cancel)).Where(m => m.Role == Roles.Admin))
        {
            var state = admin.State switch
            {
                MemberState.Disabled => CommandTexts.Disabled,
                MemberState.Locked => CommandTexts.Locked,
                MemberState.Invited => CommandTexts.Invited,
                _ => CommandTexts.Active,
            };
            await output.SucceedAsync(
                ApiProblem.Format(
                    CommandTexts.AdminLine,
                    admin.Email,
                    state,
                    admin.Passkeys,
                    admin.HasAuthenticator ? CommandTexts.Yes : CommandTexts.No));
        }
        return 0;
    }

    private static Task<int> DisableAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel) =>
        ChangeAsync(line, services, output, CommandTexts.AdminDisabled, (members, id) => members.DisableAsync(id, Actor.OfCommand));

    private static Task<int> EnableAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel) =>
        ChangeAsync(line, services, output, CommandTexts.AdminEnabled, (members, id) => members.EnableAsync(id, Actor.OfCommand));

    private static Task<int> ResetAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel) =>
        ChangeAsync(line, services, output, CommandTexts.AdminReset, (members, id) => members.ResetAsync(id, true, Actor.OfCommand));

    private static Task<int> ForgetAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel) =>
        ChangeAsync(line, services, output, CommandTexts.AdminForgotten, (members, id) => members.ForgetAsync(id, Actor.OfCommand));

    private static async Task<int> ChangeAsync(
        CommandLine line,
        IServiceProvider services,
        CommandOutput output,
        string done,
        Func<Members, string, Task<MemberResult>> change)
    {
        var (members, email) = (services.GetRequiredService<Members>(), line.Words[0]);
        if (await members.IdOfAsync(email) is not { } id)
        {
            return await output.FailAsync(ApiProblem.Format(CommandTexts.NoAccount, email));
        }
        var result = await change(members, id);
        return await output.ReportAsync(result, ApiProblem.Format(done, email, result.Secret ?? ""));
    }
}
