namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>What the program does instead of serving pages.</summary>
/// <param name="Name">The words that call it.</param>
/// <param name="Least">The fewest arguments.</param>
/// <param name="Most">The most arguments.</param>
/// <param name="Options">The options that it takes.</param>
/// <param name="Run">Does it; returns the exit code.</param>
internal sealed record Command(
    string[] Name,
    int Least,
    int Most,
    string[] Options,
    Func<CommandLine, IServiceProvider, CommandOutput, CancellationToken, Task<int>> Run)
{
    /// <summary>Whether the database is migrated before.</summary>
    public bool NeedsDatabase { get; init; } = true;

    /// <summary>Whether the words of a command line call it, with as many arguments as it takes.</summary>
    public bool IsCalledBy(IReadOnlyList<string> words) =>
        words.Take(Name.Length).SequenceEqual(Name, StringComparer.Ordinal)
        && words.Count - Name.Length >= Least
        && words.Count - Name.Length <= Most;
}
