namespace SU7Tracker.Domain;

/// <summary>A published figure as a term of a sum.</summary>
/// <param name="Figure">The figure.</param>
/// <param name="Added">Whether its bound is added, else taken away.</param>
/// <param name="Value">The bound that counts, in units.</param>
public sealed record DerivationTerm(Figure Figure, bool Added, Rational Value);
