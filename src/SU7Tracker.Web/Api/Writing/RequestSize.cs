namespace SU7Tracker.Web.Api;

/// <summary>How large a request an endpoint takes, in bytes.</summary>
internal sealed record RequestSize(long Bytes);
