namespace SU7Tracker.Domain;

/// <summary>Who published a number, and where.</summary>
public sealed record Source(string Id, string Title, string Publisher, string Url, DateOnly? PublishedOn, Grade Grade)
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxUrlLength = 2000;

    /// <summary>The id of the source that this is another name of; empty for none. What rests on this is read as that one's.</summary>
    public string AliasOf { get; init; } = "";
    /// <summary>Whether it is offered for new facts no more.</summary>
    public bool Retired { get; init; }
}
