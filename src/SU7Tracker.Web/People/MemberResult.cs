namespace SU7Tracker.Web.People;

/// <summary>What became of a change of an account or a token.</summary>
/// <param name="Problem">Why it was not made; null when it was.</param>
/// <param name="Secret">A link, a token or a password that is shown this once; null where there is none.</param>
public sealed record MemberResult(string? Problem = null, string? Secret = null);
