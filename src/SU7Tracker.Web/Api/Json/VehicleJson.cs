using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>What is followed.</summary>
public sealed record VehicleJson(string Slug, string Name, string Maker, DateOnly? LaunchedOn, string Note)
{
    public static VehicleJson Of(Vehicle vehicle) => new(vehicle.Slug, vehicle.Name, vehicle.Maker, vehicle.LaunchedOn, vehicle.Note);
}
