using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>What is followed.</summary>
public sealed record VehicleJson(
    string Slug, string Name, string Maker, DateOnly? LaunchedOn, string Note, string NameZh, string Parent, DateOnly? ParentAloneUntil,
    DateOnly? FirstDeliveryOn)
{
    public static VehicleJson Of(Vehicle vehicle) => new(
        vehicle.Slug, vehicle.Name, vehicle.Maker, vehicle.LaunchedOn, vehicle.Note, vehicle.NameZh, vehicle.Parent,
        vehicle.ParentAloneUntil,
        vehicle.FirstDeliveryOn);
}
