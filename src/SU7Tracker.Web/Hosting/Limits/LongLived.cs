namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>Marks an endpoint whose responses stay open, so that they are counted as open and not as work.</summary>
internal sealed class LongLived;
