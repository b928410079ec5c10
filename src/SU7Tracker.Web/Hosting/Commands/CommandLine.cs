namespace SU7Tracker.Web.Hosting.Commands;

/// <summary>What was typed: words, options of the command, and settings of the program.</summary>
internal sealed record CommandLine(
    IReadOnlyList<string> Words,
    IReadOnlyDictionary<string, string> Options,
    IReadOnlyDictionary<string, string> Settings)
{
    private static readonly string[] Flags = ["--dry-run"];

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => Options.ContainsKey(flag);

    /// <summary>The same with the words that follow the name of a command.</summary>
    public CommandLine After(Command command) => this with { Words = [.. Words.Skip(command.Name.Length)] };

    /// <summary>Reads <c>--name value</c> and <c>--name=value</c>; names with a colon are settings, such as <c>--Data:Folder</c>.</summary>
    public static CommandLine Read(string[] args)
    {
        var (words, options, settings) = (new List<string>(), new Dictionary<string, string>(), new Dictionary<string, string>());
        for (var i = 0; i < args.Length; i++)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal))
            {
                words.Add(args[i]);
                continue;
            }
            var parts = args[i].Split('=', 2);
            var value = parts.Length > 1 ? parts[1] : Flags.Contains(parts[0]) || i + 1 == args.Length ? "" : args[++i];
            (parts[0].Contains(':', StringComparison.Ordinal) ? settings : options)[parts[0]] = value;
        }
        return new(words, options, settings);
    }
}
