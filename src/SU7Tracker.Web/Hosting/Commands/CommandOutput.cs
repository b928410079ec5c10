using SU7Tracker.Web.People;

namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>Where a command writes.</summary>
/// <param name="Done">Receives what was done.</param>
/// <param name="Wrong">Receives what is wrong.</param>
internal sealed record CommandOutput(TextWriter Done, TextWriter Wrong)
{
    /// <summary>Writes what was done and returns 0.</summary>
    public async Task<int> SucceedAsync(string text)
    {
        await Done.WriteLineAsync(text);
        return 0;
    }

    /// <summary>Writes what is wrong and returns 1.</summary>
    public async Task<int> FailAsync(string text)
    {
        await Wrong.WriteLineAsync(text);
        return 1;
    }

    /// <summary>Writes what was done, or why it was not.</summary>
    public Task<int> ReportAsync(MemberResult result, string done) =>
        result.Problem is { } problem ? FailAsync(problem) : SucceedAsync(done);
}
