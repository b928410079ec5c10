namespace SU7Tracker.Data;

/// <summary>A kind of fact that others name by its key.</summary>
internal enum Referent
{
    Vehicle,
    City,
    Source,
}
