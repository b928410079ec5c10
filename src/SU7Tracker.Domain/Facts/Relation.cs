namespace SU7Tracker.Domain;

/// <summary>How a claim compares its metric with its number.</summary>
public enum Relation
{
    /// <summary>0.95 n ≤ x &lt; n.</summary>
    Nearly,
    /// <summary>Low ≤ x ≤ high.</summary>
    Between,
    /// <summary>x ≥ low.</summary>
    AtLeast,
    /// <summary>x ≤ high.</summary>
    AtMost,
    /// <summary>x within the rounding of n.</summary>
    About,
    /// <summary>x = n.</summary>
    Exact,
}
