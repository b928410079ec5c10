using System.Text.RegularExpressions;

namespace SU7Tracker.Domain;

/// <summary>One thing that is counted, exactly: figures of two series are never added or mixed.</summary>
/// <param name="Vehicle">The slug of what is followed.</param>
/// <param name="Measure">What is counted.</param>
/// <param name="Basis">What exactly was counted, a lower-case word: <c>built</c>, <c>locked</c>, <c>delivered</c> …</param>
/// <param name="City">The slug of a city; empty for all cities.</param>
public sealed partial record Series(string Vehicle, Measure Measure, string Basis, string City = "")
{
    /// <summary>The longest slug or basis, in characters.</summary>
    public const int MaxKeyLength = 64;

    /// <summary>Production of this basis is what the word means without more.</summary>
    public const string Built = "built";
    /// <summary>Orders that can no longer be taken back.</summary>
    public const string Locked = "locked";
    /// <summary>Deliveries as the maker counts them.</summary>
    public const string Delivered = "delivered";
    /// <summary>Orders locked and not yet delivered at the end of a day.</summary>
    public const string Open = "open";
    /// <summary>Deliveries as retail statistics count them.</summary>
    public const string Retail = "retail";
    /// <summary>Not a count but a plan.</summary>
    public const string Target = "target";
    /// <summary>Not a count but what was expected.</summary>
    public const string Expected = "expected";

    /// <summary>What registrations count where nothing else is said.</summary>
    public const string Insured = "insured";

    /// <summary>The basis that is meant when a measure is named alone.</summary>
    public static string UsualBasis(Measure measure) => measure switch
    {
        Measure.Production => Built,
        Measure.Orders => Locked,
        Measure.Deliveries => Delivered,
        _ => Insured,
    };

    /// <summary>Whether its figures are plans or expectations, which do not accumulate day by day.</summary>
    public bool IsPlan => Basis is Target or Expected;

    /// <summary>Whether its figures state open orders: a stock that rises and falls, bounding locked orders less deliveries.</summary>
    public bool IsOpenOrders => Measure == Measure.Orders && Basis == Open;

    /// <summary>
    /// Whether a text may be a slug or a basis: lower-case letters, digits, <c>-</c> and <c>_</c>, the first a letter or digit.
    /// </summary>
    public static bool IsKey(string text) => text.Length <= MaxKeyLength && Key().IsMatch(text);

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9_-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Key();
}
