using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SU7Tracker.Domain;

public readonly partial record struct Quantity
{
    private static readonly (string Text, Qualifier Qualifier)[] Names =
    [
        ("exact", Qualifier.Exact),
        ("about", Qualifier.About),
        ("at_least", Qualifier.AtLeast),
        ("at_most", Qualifier.AtMost),
        ("range", Qualifier.Range),
    ];

    /// <summary>The name of a qualifier in files and in the API.</summary>
    public static string NameOf(Qualifier qualifier) => Array.Find(Names, n => n.Qualifier == qualifier).Text;

    /// <summary>The qualifier with a name; null when there is none.</summary>
    public static Qualifier? QualifierNamed(string? name) =>
        Array.Find(Names, n => n.Text == name) is { Text: not null } found ? found.Qualifier : null;

    /// <summary>
    /// The numbers as they are published: one number twice for exact and about, the end that is stated for a floor or ceiling.
    /// </summary>
    public (long? Low, long? High) Stated => Qualifier switch
    {
        Qualifier.AtLeast => ((long)Low.Numerator, null),
        Qualifier.AtMost => (null, (long)High!.Value.Numerator),
        Qualifier.Range => ((long)Low.Numerator, (long)High!.Value.Numerator),
        _ => ((long)_estimate.Numerator, (long)_estimate.Numerator),
    };

    /// <summary>
    /// A quantity as the import format writes it: <c>exact</c> and <c>about</c> with low = high, <c>at_least</c> with low alone,
    /// <c>at_most</c> with high alone, <c>range</c> with both.
    /// </summary>
    /// <param name="qualifier">How it is said.</param>
    /// <param name="low">The lower number, 0 to <see cref="MaxCount"/> units.</param>
    /// <param name="high">The upper number, 0 to <see cref="MaxCount"/> units.</param>
    /// <param name="quantity">The quantity, when there is no problem.</param>
    /// <returns>What is wrong, with field <c>low</c> or <c>high</c>; null when nothing is.</returns>
    public static Problem? TryPublished(Qualifier qualifier, long? low, long? high, out Quantity quantity)
    {
        quantity = default;
        if ((OutOfRange("low", low) ?? OutOfRange("high", high)) is { } problem)
        {
            return problem;
        }
        switch (qualifier)
        {
            case Qualifier.AtLeast:
                if (low is null || high is not null)
                {
                    return low is null ? new("low", "Missing") : new("high", "LowOnly");
                }
                quantity = AtLeast(low.Value);
                return null;
            case Qualifier.AtMost:
                if (high is null || low is not null)
                {
                    return high is null ? new("high", "Missing") : new("low", "HighOnly");
                }
                quantity = AtMost(high.Value);
                return null;
            case Qualifier.Range:
                if (low is null || high is null)
                {
                    return new(low is null ? "low" : "high", "BothEnds");
                }
                if (low > high)
                {
                    return new("low", "EndsCrossed", low, high);
                }
                quantity = Range(low.Value, high.Value);
                return null;
            default:
                if (low is null || high is null)
                {
                    return new(low is null ? "low" : "high", "Missing");
                }
                if (low != high)
                {
                    return new("high", "LowHighEqual", NameOf(qualifier), low, high);
                }
                quantity = qualifier == Qualifier.About ? About(low.Value) : Exact(low.Value);
                return null;
        }
    }

    /// <summary>The quantity that was published so.</summary>
    /// <inheritdoc cref="TryPublished" path="/param"/>
    /// <exception cref="ArgumentException">Nobody can have published it so.</exception>
    public static Quantity Published(Qualifier qualifier, long? low, long? high) =>
        TryPublished(qualifier, low, high, out var quantity) is { } problem
            ? throw new ArgumentException(problem.ToString(), nameof(qualifier))
            : quantity;

    private static Problem? OutOfRange(string field, long? value) =>
        value < 0 ? new(field, "Negative", value) : value > MaxCount ? new(field, "TooLarge", value, MaxCount) : null;

    /// <summary>
    /// Reads what people type: <c>2,394</c>, <c>≥ 40,000</c>, <c>40000+</c>, <c>over 20,000</c>, <c>up to 38</c>, <c>~1300</c>, <c>nearly
    /// 10,000</c>, <c>3-5</c>, <c>12.5k</c>, <c>8.8万</c>. Commas, spaces and apostrophes between groups of three digits are separators.
    /// "More than n" is read as at least n, as the record does everywhere; "nearly n" is the range from ⌈0.95 n⌉ to n − 1. A number of 万
    /// or 亿 is a rounding unless its decimals go down to the unit: <c>2.4万</c> is about 24,000, <c>13.6854万</c> is 136,854.
    /// </summary>
    public static bool TryParse(string? text, out Quantity quantity, [NotNullWhen(false)] out Problem? problem)
    {
        quantity = default;
        problem = null;
        var typed = (text ?? "").Trim();
        if (typed.Length == 0)
        {
            problem = new("quantity", "Missing");
            return false;
        }
        var match = typed.Length <= 100 ? Typed().Match(typed) : Match.Empty;
        if (
            !match.Success
            || !TryCount(
                match.Groups["a"].Value,
                match.Groups["unit"].Success && match.Groups["b"].Success && !match.Groups["aunit"].Success
                    ? match.Groups["unit"].Value
                    : match.Groups["aunit"].Value,
                out var a,
                out problem))
        {
            problem ??= new("quantity", "UnreadableQuantity", typed.Length <= 100 ? typed : typed[..100] + "…");
            return false;
        }
        Qualifier qualifier;
        long? low = a;
        long? high = a;
        var fromBelow = match.Groups["nearly"].Success;
        if (match.Groups["b"].Success)
        {
            if (
                !TryCount(match.Groups["b"].Value, match.Groups["unit"].Value, out var b, out problem)
                || match.Groups["floor"].Success
                || match.Groups["ceiling"].Success
                || match.Groups["about"].Success
                || match.Groups["plus"].Success
                || fromBelow)
            {
                problem ??= new("quantity", "UnreadableQuantity", typed);
                return false;
            }
            (qualifier, high) = (Qualifier.Range, b);
        }
        else if (match.Groups["floor"].Success || match.Groups["plus"].Success)
        {
            if (match.Groups["ceiling"].Success || match.Groups["about"].Success || fromBelow)
            {
                problem = new("quantity", "UnreadableQuantity", typed);
                return false;
            }
            (qualifier, high) = (Qualifier.AtLeast, null);
        }
        else if (match.Groups["ceiling"].Success)
        {
            (qualifier, low) = (Qualifier.AtMost, null);
        }
        else if (fromBelow)
        {
            if (a < 2)
            {
                problem = new("quantity", "UnreadableQuantity", typed);
                return false;
            }
            (low, high) = Nearly(a).Stated;
            qualifier = Qualifier.Range;
        }
        else
        {
            qualifier = match.Groups["about"].Success || IsRounding(match.Groups["a"].Value, match.Groups["aunit"].Value)
                ? Qualifier.About
                : Qualifier.Exact;
        }
        problem = TryPublished(qualifier, low, high, out quantity) is { } wrong ? wrong with { Field = "quantity" } : null;
        return problem is null;
    }

    private static bool IsRounding(string digits, string unit)
    {
        var decimals = digits.Contains('.', StringComparison.Ordinal)
            ? digits.Length - digits.IndexOf('.', StringComparison.Ordinal) - 1
            : 0;
        return unit switch
        {
            "万" or "萬" => decimals < 4,
            "亿" => decimals < 8,
            _ => false,
        };
    }

    private static bool TryCount(string digits, string unit, out long count, [NotNullWhen(false)] out Problem? problem)
    {
        count = 0;
        problem = null;
        var plain = string.Concat(digits.Where(c => char.IsAsciiDigit(c) || c == '.'));
        var factor = unit.ToUpperInvariant() switch
        {
            "" => 1m,
            "K" => 1_000m,
            "M" => 1_000_000m,
            "万" or "萬" => 10_000m,
            _ => 100_000_000m,
        };
        if (!decimal.TryParse(plain, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) || value > MaxCount)
        {
            problem = new("quantity", "TooLarge", digits, MaxCount);
            return false;
        }
        value *= factor;
        if (value > MaxCount)
        {
            problem = new("quantity", "TooLarge", value, MaxCount);
            return false;
        }
        if (value != decimal.Truncate(value))
        {
            problem = new("quantity", "NotAWholeNumber", digits + unit);
            return false;
        }
        count = (long)value;
        return true;
    }

    // A number: digits in groups of three with one kind of separator, or plain digits; then perhaps a fraction, for "12.5k".
    private const string Number =
        @"(?:[0-9]{1,3}(?:(?:,[0-9]{3})+|(?: [0-9]{3})+|(?:\u00A0[0-9]{3})+|(?:\u202F[0-9]{3})+|(?:'[0-9]{3})+|(?:’[0-9]{3})+)|[0-9]+)(?:\.[0-9]+)?";

    // Thousands and so on; case is told here, or the Kelvin sign would be a k.
    private const string Factor = "(?-i:[kKmM万萬亿])";

    [GeneratedRegex(
        @"\A(?:(?<floor>≥|>=|>|at least|more than|over|above|exceeding|min(?:imum)?|超过|超|至少)|(?<ceiling>≤|<=|<|at most|up to|no more than|under|below|less than|fewer than|max(?:imum)?|至多|不超过)|(?<about>≈|~|～|about|around|approximately|approx\.?|roughly|circa|ca?\.|约)|(?<nearly>nearly|almost|approaching|接近|将近|近))?\s*"
            + "(?<a>"
            + Number
            + @")\s*(?<aunit>"
            + Factor
            + @")?\s*"
            + @"(?:(?:-|–|—|~|to|至|到)\s*(?<b>"
            + Number
            + @")\s*(?<unit>"
            + Factor
            + @")?)?\s*(?<plus>\+|or more|以上|多|余)?\s*(?:辆|台)?\s*(?<plus>以上)?\s*\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking
    )]
    private static partial Regex Typed();
}
