using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>Which series something is about.</summary>
public sealed record SeriesNameJson(string Vehicle, string Measure, string Basis, string City)
{
    public static SeriesNameJson Of(Series series) => new(series.Vehicle, WireNames.Of(series.Measure), series.Basis, series.City);

    /// <inheritdoc/>
    public override string ToString() => $"{Vehicle} {Measure} {Basis}{(City.Length > 0 ? $" ({City})" : "")}";
}
