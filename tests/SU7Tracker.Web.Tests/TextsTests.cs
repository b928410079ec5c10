using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace SU7Tracker.Web.Tests;

/// <summary>The texts as they stand in the source: each in both languages, each used.</summary>
public sealed partial class TextsTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src"));

    private static readonly string Code = string.Concat(
        new[] { "*.cs", "*.razor" }
            .SelectMany(kind => Directory.EnumerateFiles(Path.Combine(Source, "SU7Tracker.Web"), kind, SearchOption.AllDirectories))
            .Where(IsWritten)
            .Select(File.ReadAllText));

    // Commands and the description of the API speak to operators and programs, in English.
    private static readonly string[] English = ["Api", "Hosting", "Commands", "Access"];

    public static TheoryData<string> Files => [.. All("*Texts.resx").Select(f => Path.GetRelativePath(Source, f))
        .Where(f => !English.Contains(Path.GetFileName(Path.GetDirectoryName(f)))
            || File.Exists(Path.Combine(Source, f.Replace(".resx", ".zh-Hans.resx", StringComparison.Ordinal))))];

    [Theory, MemberData(nameof(Files))]
    public void EveryTextStandsInBothLanguagesWithTheSamePlacesToFill(string file)
    {
        var (english, chinese) = (Read(file), Read(file.Replace(".resx", ".zh-Hans.resx", StringComparison.Ordinal)));
        Assert.Equal(english.Keys.Order(StringComparer.Ordinal), chinese.Keys.Order(StringComparer.Ordinal));
        // A translation may leave out what its language does not say, and names nothing else.
        Assert.All(english, text => Assert.Subset(Places(text.Value), Places(chinese[text.Key])));
    }

    [Theory, MemberData(nameof(Files))]
    public void EveryTextOfThePagesIsUsed(string file)
    {
        if (file.StartsWith("SU7Tracker.Web", StringComparison.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            // A key may be put together from a word and a value: "Unit_" + name.
            Assert.All(
                Read(file).Keys,
                key =>
                    Assert.True(
                        Regex.IsMatch(Code, $@"\b{name}\.{Regex.Escape(key)}\b")
                            || (
                                key.Contains('_', StringComparison.Ordinal)
                                && Code.Contains($"\"{key.Split('_')[0]}_\"", StringComparison.Ordinal)),
                        $"{name}.{key} is used nowhere."));
        }
    }

    private static Dictionary<string, string> Read(string file) => XDocument.Load(Path.Combine(Source, file)).Root!.Elements("data")
        .ToDictionary(d => d.Attribute("name")!.Value, d => d.Element("value")!.Value);

    private static HashSet<string> Places(string text) => [.. Place().Matches(text).Select(m => m.Groups[1].Value)];

    private static IEnumerable<string> All(string pattern) =>
        Directory.EnumerateFiles(Source, pattern, SearchOption.AllDirectories).Where(IsWritten);

    private static bool IsWritten(string file) => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "obj" or "bin");

    private static string Here([CallerFilePath] string file = "") => Path.GetDirectoryName(file)!;

    [GeneratedRegex(@"\{(\d)")]
    private static partial Regex Place();
}
