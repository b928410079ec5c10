using System.Globalization;

namespace SU7Tracker.Web.Display;

/// <summary>The way in which a reader of Chinese who has asked for numbers in 万 sees numbers and days; texts are as without.</summary>
internal sealed class TenThousandsCulture : CultureInfo
{
    /// <summary>What asks for it in an address.</summary>
    public const string Key = "wan";

    public TenThousandsCulture(CultureInfo chinese)
        : base(chinese.Name, useUserOverride: false)
    {
        Name = $"{chinese.Name}-{Key}";
        DateTimeFormat = chinese.DateTimeFormat;
    }

    /// <inheritdoc/>
    public override string Name { get; }
}
