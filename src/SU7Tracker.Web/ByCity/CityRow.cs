using SU7Tracker.Domain;

namespace SU7Tracker.Web.ByCity;

/// <summary>A city and what was counted in it.</summary>
/// <param name="Slug">Its key.</param>
/// <param name="City">What is on record of it; null when only figures name it.</param>
/// <param name="Count">What was counted up to the day; null when nothing is on record.</param>
/// <param name="Last">The last day that its figures cover; null when there is none.</param>
/// <param name="Share">Its share of all cities in percent; null when one of both is not known.</param>
public sealed record CityRow(string Slug, City? City, Quantity? Count, DateOnly? Last, Quantity? Share);
