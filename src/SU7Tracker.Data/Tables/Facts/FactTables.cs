using System.Collections.Immutable;

namespace SU7Tracker.Data;

/// <summary>The kinds of facts.</summary>
internal static class FactTables
{
    public static VehicleTable Vehicles { get; } = new();
    public static SourceTable Sources { get; } = new();
    public static CityTable Cities { get; } = new();
    public static MilestoneTable Milestones { get; } = new();
    public static ClaimTable Claims { get; } = new();
    public static LawTable Laws { get; } = new();
    public static WaitTable Waits { get; } = new();
    public static RhythmTable Rhythms { get; } = new();

    /// <summary>All of them, each after those that it refers to.</summary>
    public static ImmutableArray<FactTable> All { get; } = [Vehicles, Sources, Cities, Milestones, Claims, Laws, Waits, Rhythms];
}
