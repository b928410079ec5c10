namespace SU7Tracker.Web.Api;

/// <summary>The quoted waits of a vehicle that were known on a day.</summary>
public sealed record WaitsJson(string Vehicle, DateOnly AsOf, IReadOnlyList<WaitJson> Waits);
