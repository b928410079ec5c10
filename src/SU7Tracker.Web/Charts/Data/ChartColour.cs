using SU7Tracker.Domain;

namespace SU7Tracker.Web.Charts;

/// <summary>The theme's chart colours: of a measure the same one on every chart.</summary>
public static class ChartColour
{
    /// <summary>Deliveries.</summary>
    public const int Deliveries = 1;
    /// <summary>Orders, registrations and what else stands beside deliveries.</summary>
    public const int Beside = 2;
    /// <summary>Backlog and waits.</summary>
    public const int Backlog = 3;
    /// <summary>Production.</summary>
    public const int Production = 4;
    /// <summary>A fifth and a sixth vehicle or series.</summary>
    public const int Fifth = 5, Sixth = 6;

    /// <summary>The colour of a measure.</summary>
    public static int Of(Measure measure) => measure switch
    {
        Measure.Deliveries => Deliveries,
        Measure.Production => Production,
        _ => Beside,
    };
}
