using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>Tokens for the API: <c>token add</c>, <c>token list</c>, <c>token revoke</c>.</summary>
internal static class TokenCommands
{
    private const string Scope = "--scope";

    public static readonly Command[] All =
    [
        new(["token", "add"], 1, 1, [Scope], AddAsync),
        new(["token", "list"], 0, 0, [], ListAsync),
        new(["token", "revoke"], 1, 1, [], RevokeAsync),
    ];

    private static async Task<int> AddAsync(CommandLine line, IServiceProvider services, CancellationToken cancel)
    {
        var scope = line.Options.GetValueOrDefault(Scope, "read");
        return scope is not ("read" or "write")
            ? await Commands.RefuseAsync(ApiProblem.Format(CommandTexts.UnknownScope, scope))
            : await Commands.SayAsync(await services.GetRequiredService<Tokens>().AddAsync(
                line.Words[0], scope == "write" ? TokenScope.Write : TokenScope.Read, Environment.UserName, cancel));
    }

    private static async Task<int> ListAsync(CommandLine line, IServiceProvider services, CancellationToken cancel)
    {
        foreach (var token in await services.GetRequiredService<Tokens>().AllAsync(cancel))
        {
            var state = token.RevokedAt is { } end ? ApiProblem.Format(CommandTexts.RevokedOn, Day(end)) : CommandTexts.Active;
            await Commands.SayAsync(
                ApiProblem.Format(
                    CommandTexts.TokenLine,
                    token.Id,
                    token.Name,
                    token.Scope == TokenScope.Write ? "write" : "read",
                    token.Owner,
                    Day(token.CreatedAt),
                    state));
        }
        return 0;
    }

    private static async Task<int> RevokeAsync(CommandLine line, IServiceProvider services, CancellationToken cancel) =>
        await services.GetRequiredService<Tokens>().RevokeAsync(line.Words[0], cancel)
            ? await Commands.SayAsync(ApiProblem.Format(CommandTexts.TokenRevoked, line.Words[0]))
            : await Commands.RefuseAsync(ApiProblem.Format(CommandTexts.NoToken, line.Words[0]));

    private static string Day(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture);
}
