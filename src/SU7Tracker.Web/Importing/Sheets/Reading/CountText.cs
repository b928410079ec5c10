using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>
/// Reads counts of foreign sheets: what <see cref="Quantity.TryParse"/> reads, once it is known what a point in them stands for.
/// </summary>
internal static partial class CountText
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>Whether a cell is a count that nobody takes for a year or a word.</summary>
    public static bool IsPlain(string text) =>
        text.Length is > 0 and <= 100 && !Year().IsMatch(text)
        && (Quantity.TryParse(text, out _, out _) || Token().IsMatch(text) && Quantity.TryParse(AsGroups(text), out _, out _));

    /// <summary>Whether a count can be read in two ways.</summary>
    public static bool IsAmbiguous(string text) =>
        text.Length <= 100 && text.Contains('.', StringComparison.Ordinal) && Ambiguous().IsMatch(text);

    /// <summary>What a point or comma in a cell by itself can only stand for; null where there is none, or two ways.</summary>
    public static PointUse? UseOf(string text) =>
        text.Length > 100 || IsAmbiguous(text) ? null
        : Grouped().IsMatch(text) || CommaDecimals().IsMatch(text) ? PointUse.Groups
        : Decimals().IsMatch(text) ? PointUse.Decimals
        : null;

    /// <summary>Whether a count read with decimals is a whole number of cars.</summary>
    public static bool IsWholeWithDecimals(string text) => Quantity.TryParse(text, out _, out _);

    /// <summary>Reads a count.</summary>
    /// <param name="text">What is typed.</param>
    /// <param name="point">What a point stands for, once that is known.</param>
    /// <param name="quantity">The quantity, in units.</param>
    /// <returns>What is wrong; null when nothing is.</returns>
    public static Trouble? Read(string text, PointUse? point, out Quantity quantity)
    {
        quantity = default;
        // Most cells of a long sheet are plain digits.
        if (text.Length is > 0 and <= 12 && !text.AsSpan().ContainsAnyExceptInRange('0', '9'))
        {
            quantity = Quantity.Exact(long.Parse(text, CultureInfo.InvariantCulture));
            return null;
        }
        if (IsAmbiguous(text) && point is null)
        {
            return new("NumberAsked", text);
        }
        var read = point == PointUse.Groups ? AsGroups(text) : text;
        return Quantity.TryParse(read, out quantity, out var problem) ? null
            : problem.Code == "UnreadableQuantity" ? new("NotACount", text) { Remedies = Remedies(text) }
            : new("Store") { Problem = problem, Remedies = problem.Code == "NotAWholeNumber" ? Remedies(text) : [] };
    }

    /// <summary>Texts that can be read and may be what is meant.</summary>
    public static IReadOnlyList<string> Remedies(string text)
    {
        var plain = Kept().Replace(text.Normalize(NormalizationForm.FormKC), "");
        if (Chinese().Match(plain) is { Success: true } chinese && FromChinese(chinese.Groups["number"].Value) is { } number)
        {
            var rest = chinese.Groups["unit"].Value;
            var written = number.ToString(CultureInfo.InvariantCulture);
            return chinese.Groups["more"].Success
                ? Readable($"{written}{rest}+", rest.Length == 0 ? $">{written}" : $">{number * 10_000}")
                : Readable(written + rest);
        }
        return plain.Length == 0 ? [] : Readable(plain, "~" + plain, AsGroups(plain), plain.Replace(',', '.'));
    }

    private static List<string> Readable(params string[] texts) =>
        [.. texts.Where(t => Quantity.TryParse(t, out _, out _)).Distinct().Take(2)];

    // The commas of 2,4万 begin decimals where points group.
    private static string AsGroups(string text) =>
        CommaDecimals().IsMatch(text) ? text.Replace(".", "", StringComparison.Ordinal).Replace(',', '.')
        : Token().Replace(text, m => m.Value.Replace(".", "", StringComparison.Ordinal));

    // 七 is 7, 十二 is 12, 七千五百 is 7,500; 万 is read by the parser of quantities.
    private static int? FromChinese(string text)
    {
        var (sum, digit) = (0, 0);
        foreach (var c in text.Replace('两', '二'))
        {
            if (Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var value)
            {
                digit = value;
                continue;
            }
            var unit = c switch { '十' => 10, '百' => 100, '千' => 1000, _ => 0 };
            sum += Math.Max(1, digit) * unit;
            digit = 0;
        }
        return sum + digit is > 0 and var total ? total : null;
    }

    private const RegexOptions Options = RegexOptions.CultureInvariant;

    [GeneratedRegex(@"\A(19|20|21)[0-9]{2}\z", Options)]
    private static partial Regex Year();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3})+(?![0-9.,]|\s*[kKmM万萬亿])", Options)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,3}\.[0-9]{3}(?![0-9.,]|\s*[kKmM万萬亿])", Options)]
    private static partial Regex Ambiguous();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]{1,3}(?:\.[0-9]{3}){2,}(?![0-9.,])", Options)]
    private static partial Regex Grouped();

    [GeneratedRegex(@"(?<![0-9,])[0-9]+,[0-9]{1,2}(?![0-9,])", Options)]
    private static partial Regex CommaDecimals();

    [GeneratedRegex(@"(?<![0-9.,])[0-9]+\.(?:[0-9]{1,2}|[0-9]{4,})(?![0-9.,])|[0-9]\.[0-9]+\s*[kKmM万萬亿]", Options)]
    private static partial Regex Decimals();

    [GeneratedRegex(@"[?？*†‡\s]|\[[0-9a-z]{1,2}\]|units?|cars?|vehicles?", Options | RegexOptions.IgnoreCase)]
    private static partial Regex Kept();

    [GeneratedRegex(@"\A(?<number>[零一二两三四五六七八九十百千]+)(?<unit>[万萬亿]?)(?<more>多|余|以上|\+)?辆?\z", Options)]
    private static partial Regex Chinese();
}
