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

/// <summary>A place where cars are handed over.</summary>
public sealed record City(string Slug, string Name, string NameZh, string Country, DateOnly? DeliveriesFrom, string Source = "")
{
    /// <summary>Whether it is offered for new figures no more.</summary>
    public bool Retired { get; init; }
}

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

/// <summary>Who published a number, and where.</summary>
public sealed record Source(string Id, string Title, string Publisher, string Url, DateOnly? PublishedOn, Grade Grade)
{
    /// <summary>The longest address, in characters.</summary>
    public const int MaxUrlLength = 2000;

    /// <summary>The id of the source that this is another name of; empty for none. What rests on this is read as that one's.</summary>
    public string AliasOf { get; init; } = "";
    /// <summary>Whether it is offered for new facts no more.</summary>
    public bool Retired { get; init; }
}

/// <summary>How exactly a date is known.</summary>
public enum DatePrecision
{
    /// <summary>To the day.</summary>
    Day,
    /// <summary>To the month; the date is its first day.</summary>
    Month,
    /// <summary>To the year; the date is its first day.</summary>
    Year,
}

/// <summary>A dated event.</summary>
public sealed record Milestone(string Vehicle, DateOnly Date, DatePrecision Precision, string Subject, string Event, string Source)
{
    /// <summary>What it is about, in Chinese; may be empty.</summary>
    public string SubjectZh { get; init; } = "";
    /// <summary>What happened, in Chinese; may be empty.</summary>
    public string EventZh { get; init; } = "";
}

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

/// <summary>Something said in public about a number, to be held against the record.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Vehicle">The slug of the vehicle it is about.</param>
/// <param name="Statement">What was said.</param>
/// <param name="Speaker">Who said it.</param>
/// <param name="StatedOn">The day it was said.</param>
/// <param name="Metric">The key of the metric it is about; one that the tracker does not derive cannot be told.</param>
/// <param name="Relation">How the metric is said to compare.</param>
/// <param name="Low">The lower number said, when there is one.</param>
/// <param name="High">The upper number said, when there is one.</param>
/// <param name="At">The day it is about.</param>
/// <param name="Source">The id of the source.</param>
public sealed record Claim(
    string Id,
    string Vehicle,
    string Statement,
    string Speaker,
    DateOnly StatedOn,
    string Metric,
    Relation Relation,
    decimal? Low,
    decimal? High,
    DateOnly At,
    string Source)
{
    /// <summary>What was said, in Chinese; may be empty.</summary>
    public string StatementZh { get; init; } = "";
}

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

/// <summary>Whether a law is applied to a vehicle.</summary>
/// <param name="Vehicle">The slug of the vehicle; for laws between parent and part, of the part.</param>
/// <param name="Law">The law.</param>
/// <param name="Off">Whether it is not applied.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">The id of the source; may be empty.</param>
public sealed record LawSwitch(string Vehicle, Law Law, bool Off, string Reason, string Source);

/// <summary>The unit of a quoted wait.</summary>
public enum WaitUnit
{
    /// <summary>Seven days.</summary>
    Weeks,
    /// <summary>A month of 30.436875 days.</summary>
    Months,
}

/// <summary>How long a buyer was told to wait.</summary>
/// <param name="Vehicle">The slug of the vehicle.</param>
/// <param name="Trim">The trim; empty for all or unnamed.</param>
/// <param name="StatedOn">The day on which it was quoted.</param>
/// <param name="Quantity">How many units.</param>
/// <param name="Unit">Weeks or months.</param>
/// <param name="PublishedOn">The day it became public, when stated.</param>
/// <param name="Source">The id of the source.</param>
/// <param name="Note">What else the source says; may be empty.</param>
public sealed record QuotedWait(
    string Vehicle,
    string Trim,
    DateOnly StatedOn,
    Quantity Quantity,
    WaitUnit Unit,
    DateOnly? PublishedOn,
    string Source,
    string Note = "")
{
    /// <summary>The day it became known: its publication day, else the day on which it was quoted.</summary>
    public DateOnly KnownOn => PublishedOn ?? StatedOn;
}
