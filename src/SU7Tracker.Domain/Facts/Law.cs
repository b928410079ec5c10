namespace SU7Tracker.Domain;

/// <summary>A relation between series that holds by the nature of things, in the order in which they are applied.</summary>
public enum Law
{
    /// <summary>Nothing is delivered before the first delivery on record.</summary>
    FirstDelivery,
    /// <summary>A parent counts what its part counts while it has one part.</summary>
    ParentEqualsPart,
    /// <summary>No more can be delivered than was built.</summary>
    BuiltDelivered,
    /// <summary>No more can be delivered than was ordered.</summary>
    LockedDelivered,
    /// <summary>A parent counts no less than its part.</summary>
    ParentPart,
    /// <summary>A city counts no more than all cities.</summary>
    CityTotal,
    /// <summary>Open orders are locked orders not yet delivered.</summary>
    OpenOrders,
}
