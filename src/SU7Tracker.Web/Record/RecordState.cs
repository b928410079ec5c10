using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Record;

/// <summary>What there is to say of a figure beside its number.</summary>
public enum RecordState
{
    /// <summary>It stands and is used.</summary>
    Stands,
    /// <summary>It stands after having been revised.</summary>
    Revised,
    /// <summary>It cannot be true beside the rest and is not used.</summary>
    Disputed,
    /// <summary>It was taken back.</summary>
    Withdrawn,
    /// <summary>The grade of its source is worse than those that count.</summary>
    LeftOut,
}
