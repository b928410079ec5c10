namespace SU7Tracker.Domain.Smoothing;

/// <summary><c>x[To] − x[From] ≤ Most</c>. Node 0 is the origin, whose value is 0.</summary>
internal readonly record struct Limit(int From, int To, long Most);
