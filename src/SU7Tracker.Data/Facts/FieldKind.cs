namespace SU7Tracker.Data;

/// <summary>What is typed into a field.</summary>
public enum FieldKind
{
    /// <summary>A line of text, or a word.</summary>
    Line,
    /// <summary>Text of several lines.</summary>
    Note,
    /// <summary>A web address.</summary>
    Address,
    /// <summary>A day.</summary>
    Day,
    /// <summary>A whole number.</summary>
    Count,
    /// <summary>A decimal number.</summary>
    Number,
    /// <summary>Yes or no.</summary>
    YesNo,
    /// <summary>One of some words.</summary>
    Choice,
}
