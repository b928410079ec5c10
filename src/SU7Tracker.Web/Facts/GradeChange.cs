using SU7Tracker.Domain;

namespace SU7Tracker.Web.Facts;

/// <summary>A headline number that would read differently with another grade of a source.</summary>
internal sealed record GradeChange(Vehicle Vehicle, Metric Metric, string Before, string After);
