using System.Globalization;
using System.Resources;
using System.Text.RegularExpressions;

namespace SU7Tracker.Domain.Tests;

public partial class TextsTests
{
    private static readonly HashSet<string> Keys =
    [
        .. new ResourceManager(typeof(Texts)).GetResourceSet(CultureInfo.InvariantCulture, createIfNotExists: true, tryParents: false)!
            .Cast<System.Collections.DictionaryEntry>().Select(e => (string)e.Key),
    ];

    private static readonly string Source = string.Concat(typeof(TextsTests).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith("Source/", StringComparison.Ordinal))
        .SelectMany(n => new StreamReader(typeof(TextsTests).Assembly.GetManifestResourceStream(n)!).ReadToEnd().Split('\n'))
        .Where(line => !line.TrimStart().StartsWith("///", StringComparison.Ordinal)));

    [Fact]
    public void EveryCodeThatTheDomainSaysHasAText()
    {
        var codes = Code().Matches(Source).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(codes.Count > 20);
        Assert.All(codes, c => Assert.True(Keys.Contains(c) || Keys.Contains("Reason_" + c), c));
    }

    [Fact]
    public void EveryReasonThatHasATextIsGivenSomewhere() =>
        Assert.All(
            Keys.Where(k => k.StartsWith("Reason_", StringComparison.Ordinal)),
            k => Assert.Contains($"\"{k["Reason_".Length..]}\"", Source, StringComparison.Ordinal));

    [Fact]
    public void EveryMeasureLawAndReasonHasAText()
    {
        Assert.All(Enum.GetValues<Measure>(), m => Assert.Contains($"Measure_{m}", Keys));
        Assert.All(Enum.GetValues<SetAsideReason>(), d => Assert.Contains($"SetAside_{d}", Keys));
        Assert.All(Enum.GetValues<Law>(), l => Assert.Contains($"Law_{l}", Keys));
    }

    [Fact]
    public void ATextNamesItsArguments()
    {
        Assert.Equal(
            "No figures of orders (basis \"locked\") were known.",
            new Reason("NoFigures", Measure.Orders, Series.Locked).ToString());
        Assert.Equal("No target was in force on 2024-04-18.", new Reason("NoTarget", new DateOnly(2024, 4, 18)).ToString());
        Assert.Equal(
            "No target was in force on 18/04/2024.",
            new Reason("NoTarget", new DateOnly(2024, 4, 18)).Text(CultureInfo.GetCultureInfo("en-GB")));
        Assert.Equal("low: 7 is more than 5, the largest count that can be recorded.", new Problem("low", "TooLarge", 7, 5).ToString());
    }

    [Fact]
    public void ATextThatIsMissingIsABug() =>
        Assert.Throws<MissingManifestResourceException>(() => Texts.Get("Nonsense", CultureInfo.InvariantCulture));

    // Only codes are written as words in capitals: new("low", "Missing"), new("Standstill").
    [GeneratedRegex("\"([A-Z][a-z]+[A-Za-z]*)\"")]
    private static partial Regex Code();
}
