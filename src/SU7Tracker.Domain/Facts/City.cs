namespace SU7Tracker.Domain;

/// <summary>A place where cars are handed over.</summary>
public sealed record City(string Slug, string Name, string NameZh, string Country, DateOnly? DeliveriesFrom, string Source = "")
{
    /// <summary>Whether it is offered for new figures no more.</summary>
    public bool Retired { get; init; }
}
