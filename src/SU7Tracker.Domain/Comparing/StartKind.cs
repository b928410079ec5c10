namespace SU7Tracker.Domain;

/// <summary>What says on which day the first week of a compared vehicle begins.</summary>
public enum StartKind
{
    /// <summary>A milestone that names its first deliveries.</summary>
    FirstDeliveryMilestone,
    /// <summary>The day on record before which none was delivered.</summary>
    FirstDeliveryDay,
    /// <summary>The day it came on sale.</summary>
    LaunchDay,
    /// <summary>A milestone that dates the n-th car.</summary>
    NthCarMilestone,
    /// <summary>The day by which the count had reached n for certain.</summary>
    NthCarCount,
}
