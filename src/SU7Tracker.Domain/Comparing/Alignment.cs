namespace SU7Tracker.Domain;

/// <summary>What compared vehicles are aligned by.</summary>
public enum Alignment
{
    /// <summary>The days as they were.</summary>
    Calendar,
    /// <summary>Full weeks since the day the vehicle came on sale.</summary>
    Launch,
    /// <summary>Full weeks since the first delivery.</summary>
    FirstDelivery,
    /// <summary>Full weeks since the day on which the n-th car was counted.</summary>
    NthCar,
}
