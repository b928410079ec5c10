using SU7Tracker.Data;
using SU7Tracker.Domain;

namespace SU7Tracker.Web.Api;

/// <summary>How long a buyer was told to wait, in <c>weeks</c> or <c>months</c>.</summary>
public sealed record WaitJson(string Trim, DateOnly StatedOn, QuantityJson Quantity, string Unit, string Source, DateOnly KnownOn,
    string Note)
{
    public static WaitJson Of(QuotedWait wait) => new(
        wait.Trim, wait.StatedOn, QuantityJson.Of(wait.Quantity, 1), WireNames.Of(wait.Unit), wait.Source, wait.KnownOn, wait.Note);
}
