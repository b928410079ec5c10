namespace SU7Tracker.Domain;

/// <summary>What became of a target.</summary>
public enum TargetVerdict
{
    /// <summary>Its period has not ended, and it is not known to be reached.</summary>
    Open,
    /// <summary>It was in force at the end of its period and had been reached by then.</summary>
    Met,
    /// <summary>It was in force at the end of its period and had not been reached by then.</summary>
    Missed,
    /// <summary>Its number was reached within its period, but another had replaced it or the period has not ended.</summary>
    Reached,
    /// <summary>Another had replaced it, and its number was not reached within its period.</summary>
    NotReached,
    /// <summary>Its period has ended, but what is known allows both.</summary>
    CannotTell,
}
