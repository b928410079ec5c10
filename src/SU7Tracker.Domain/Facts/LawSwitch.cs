namespace SU7Tracker.Domain;

/// <summary>Whether a law is applied to a vehicle.</summary>
/// <param name="Vehicle">The slug of the vehicle; for laws between parent and part, of the part.</param>
/// <param name="Law">The law.</param>
/// <param name="Off">Whether it is not applied.</param>
/// <param name="Reason">Why.</param>
/// <param name="Source">The id of the source; may be empty.</param>
public sealed record LawSwitch(string Vehicle, Law Law, bool Off, string Reason, string Source);
