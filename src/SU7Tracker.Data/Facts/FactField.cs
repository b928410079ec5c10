namespace SU7Tracker.Data;

/// <summary>A field of a form for a kind of fact.</summary>
/// <param name="Name">The name of its column in files.</param>
/// <param name="Kind">What is typed into it.</param>
/// <param name="IsRequired">Whether it is never empty.</param>
/// <param name="Choices">The words that it may hold; none for any.</param>
/// <param name="Offers">The kind of fact that it names; null for none.</param>
public sealed record FactField(string Name, FieldKind Kind, bool IsRequired, IReadOnlyList<string> Choices, Referent? Offers);
