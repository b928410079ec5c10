namespace SU7Tracker.Domain;

/// <summary>How far a source is trusted.</summary>
public enum Grade
{
    /// <summary>Filing, agency, or specialist press.</summary>
    A,
    /// <summary>Other press or summary.</summary>
    B,
    /// <summary>Rewriter, machine translation or copy site.</summary>
    C,
    /// <summary>Content farm or garbled text.</summary>
    D,
}
