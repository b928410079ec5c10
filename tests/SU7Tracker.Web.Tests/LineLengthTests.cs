using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace SU7Tracker.Web.Tests;

/// <summary>How long lines may be, which no compiler checks.</summary>
public sealed partial class LineLengthTests
{
    private const int Longest = 140;
    private static readonly string[] Folders = ["src", "tests"];
    private static readonly string[] Kinds = [".cs", ".razor", ".js", ".css", ".sh"];

    [Fact]
    public void NoLineIsLongerThan140ColumnsUnlessATextInItIs() => Assert.Empty(
        Folders
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*", SearchOption.AllDirectories))
            .Where(file => Kinds.Contains(Path.GetExtension(file)) && !Generated().IsMatch(file))
            .SelectMany(TooLong));

    private static IEnumerable<string> TooLong(string file)
    {
        var (number, isText) = (0, false);
        foreach (var line in File.ReadLines(file))
        {
            number++;
            var wasText = isText;
            isText ^= Regex.Count(line, "\"\"\"") % 2 == 1;
            if (!wasText && !isText && Texts().Replace(line, "").Length > Longest)
            {
                yield return $"{file}:{number}";
            }
        }
    }

    private static string Root([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "..", ".."));

    [GeneratedRegex(@"[/\\](bin|obj|Migrations|Compiled|node_modules)[/\\]")]
    private static partial Regex Generated();

    [GeneratedRegex("""
        "{3}.*?"{3}|"(\\.|[^"\\])*"|'(\\.|[^'\\])*'|`(\\.|[^`\\])*`
        """)]
    private static partial Regex Texts();
}
