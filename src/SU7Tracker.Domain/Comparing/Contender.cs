namespace SU7Tracker.Domain;

/// <summary>One maker, or one vehicle, among others in a period.</summary>
/// <param name="Name">The maker; empty where each vehicle stands for itself.</param>
/// <param name="Vehicles">The vehicles whose counts are added.</param>
/// <param name="Count">Their units in the period.</param>
/// <param name="Share">Their share of the whole, between 0 and 1; null where it is open.</param>
/// <param name="BestRank">The best rank that the bounds allow.</param>
/// <param name="WorstRank">The worst rank that they allow.</param>
public sealed record Contender(string Name, IReadOnlyList<Vehicle> Vehicles, Quantity Count, Quantity? Share, int BestRank, int WorstRank);
