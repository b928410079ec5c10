using SU7Tracker.Domain;

namespace SU7Tracker.Web.Entry;

/// <summary>The words that figures are usually counted by.</summary>
internal static class SeriesChoice
{
    /// <summary>What is usually counted of a measure, the most usual first.</summary>
    public static IReadOnlyList<string> UsualBases(Measure measure) => measure switch
    {
        Measure.Production => [Series.Built, Series.Target],
        Measure.Orders => [Series.Locked, "refundable", Series.Expected, Series.Target],
        Measure.Deliveries => [Series.Delivered, "retail", Series.Target],
        _ => ["insured"],
    };
}
