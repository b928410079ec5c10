using System.Text;
using System.Text.RegularExpressions;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Reads a list of names and counts out of a post: "Nio 2,530, Xpeng 1,090 …".</summary>
internal static partial class NameList
{
    private const int Longest = 100_000;

    /// <summary>Reads the list; null when the text is something else.</summary>
    public static Sheet? Read(string text)
    {
        if (text.Length > Longest || text.Contains('\t', StringComparison.Ordinal))
        {
            return null;
        }
        var pairs = Pair().Matches(text);
        if (pairs.Count < 2)
        {
            return null;
        }
        var (left, at) = (new StringBuilder(), 0);
        var rows = new List<SheetRow>();
        foreach (Match pair in pairs)
        {
            left.Append(text, at, pair.Index - at);
            at = pair.Index + pair.Length;
            rows.Add(new(1 + text.AsSpan(0, pair.Groups["name"].Index).Count('\n'), [Name(pair), pair.Groups["count"].Value.Trim()]));
        }
        left.Append(text, at, text.Length - at);
        var notRead = string.Join(' ', Between().Split(left.ToString()).Where(w => w.Length > 0));
        return notRead.Length * 2 > text.Length ? null : new(["", ""], rows) { HasHeader = false, NotRead = notRead };
    }

    private static string Name(Match pair) => Numbering().Replace(pair.Groups["name"].Value.Trim(), "");

    [GeneratedRegex(
        """(?<=^|[,，、;；。:：\n]|\d[.)、])\s*(?<name>\p{L}[\p{L}\p{N} .&()（）/\-·]*?)(?:\s+|\s*[:：–—]\s*|(?<=[\u4e00-\u9fff]))(?<count>(?:约|近|超过?|至少|~|≈|>|≥|about |over |nearly )?\s*(?:\d{1,3}(?:[,.'’ ]\d{3})+|\d+(?:\.\d+)?)\s*(?:[kK万萬])?(?:\+|多|余|以上)?)\s*(?:辆|台|units|cars)?\s*(?=$|[,，、;；。\n\r]|\.\s|\.$|…)""",
        RegexOptions.CultureInvariant)]
    private static partial Regex Pair();

    [GeneratedRegex(@"[\s,，、:：;；。.…]+", RegexOptions.CultureInvariant)]
    private static partial Regex Between();

    [GeneratedRegex(@"^\d{1,2}[.)、]\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Numbering();
}
