namespace SU7Tracker.Domain;

/// <summary>What is followed.</summary>
/// <param name="Slug">Its key in addresses.</param>
/// <param name="Name">What people call it.</param>
/// <param name="Maker">Who builds it.</param>
/// <param name="LaunchedOn">The day it came on sale, when known.</param>
/// <param name="Note">What else must be known; may be empty.</param>
public sealed record Vehicle(string Slug, string Name, string Maker, DateOnly? LaunchedOn, string Note = "")
{
    /// <summary>The longest name, title, statement or other line of text, in characters.</summary>
    public const int MaxTextLength = 500;

    /// <summary>Its Chinese name; may be empty.</summary>
    public string NameZh { get; init; } = "";
    /// <summary>The slug of the vehicle that it is a part of; empty for none.</summary>
    public string Parent { get; init; } = "";
    /// <summary>The last day on which the parent had no other part; null when it always had.</summary>
    public DateOnly? ParentAloneUntil { get; init; }
    /// <summary>The day before which none was delivered, when known.</summary>
    public DateOnly? FirstDeliveryOn { get; init; }
    /// <summary>Whether it is no longer followed: its record stays, and it is offered nowhere.</summary>
    public bool Retired { get; init; }
}
