using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Web.Access;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.People;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>Tokens for the API: <c>token add</c>, <c>token list</c>, <c>token revoke</c>.</summary>
internal static class TokenCommands
{
    private const string Scope = "--scope", Expires = "--expires", Owner = "--owner";

    public static readonly Command[] All =
    [
        new(["token", "add"], 1, 1, [Scope, Expires, Owner], AddAsync),
        new(["token", "list"], 0, 0, [], ListAsync),
        new(["token", "revoke"], 1, 1, [], RevokeAsync),
    ];

    private static async Task<int> AddAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var scope = line.Options.GetValueOrDefault(Scope, "read");
        if (scope is not ("read" or "write"))
        {
            return await output.FailAsync(ApiProblem.Format(CommandTexts.UnknownScope, scope));
        }
        DateOnly? last = null;
        if (line.Options.TryGetValue(Expires, out var typed))
        {
            if (!DateOnly.TryParseExact(typed, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            {
                return await output.FailAsync(ApiProblem.Format(CommandTexts.UnknownDay, typed));
            }
            last = day;
        }
        var members = services.GetRequiredService<Members>();
        string? owner = null;
        if (line.Options.TryGetValue(Owner, out var email) && (owner = await members.IdOfAsync(email)) is null)
        {
            return await output.FailAsync(ApiProblem.Format(CommandTexts.NoAccount, email));
        }
        var result = await members.AddTokenAsync(
            line.Words[0], scope == "write" ? TokenScope.Write : TokenScope.Read, last, owner, Actor.OfCommand);
        return await output.ReportAsync(result, result.Secret ?? "");
    }

    private static async Task<int> ListAsync(CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel)
    {
        var all = await services.GetRequiredService<Tokens>().AllAsync(cancel);
        var names = await services.GetRequiredService<AccountNames>().OfAsync(all.Select(t => t.OwnerId ?? ""), cancel);
        foreach (var token in all)
        {
            var state = token.RevokedAt is { } end ? ApiProblem.Format(CommandTexts.RevokedOn, Day(end))
                : token.IsGood ? CommandTexts.Active
                : token.ExpiresAt <= services.GetRequiredService<TimeProvider>().GetUtcNow() ? CommandTexts.Expired
                : CommandTexts.OwnerGone;
            await output.SucceedAsync(
                ApiProblem.Format(
                    CommandTexts.TokenLine,
                    token.Id,
                    token.Name,
                    token.Scope == TokenScope.Write ? "write" : "read",
                    token.OwnerId is { } id ? names.GetValueOrDefault(id, token.Owner) : token.Owner,
                    Day(token.CreatedAt),
                    token.ExpiresAt is { } expiry ? Day(expiry) : CommandTexts.Never,
                    token.LastUsedAt is { } used ? Day(used) : CommandTexts.Never,
                    state));
        }
        return 0;
    }

    private static async Task<int> RevokeAsync(
        CommandLine line, IServiceProvider services, CommandOutput output, CancellationToken cancel) =>
        (await services.GetRequiredService<Members>().RevokeTokenAsync(line.Words[0], Actor.OfCommand)).Problem is null
            ? await output.SucceedAsync(ApiProblem.Format(CommandTexts.TokenRevoked, line.Words[0]))
            : await output.FailAsync(ApiProblem.Format(CommandTexts.NoToken, line.Words[0]));

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
