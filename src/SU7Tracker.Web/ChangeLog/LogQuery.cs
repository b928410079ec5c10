using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.ChangeLog;

/// <summary>Reads from an address which part of the log is asked for.</summary>
internal static class LogQuery
{
    /// <summary>The words for all writes, and for all security events.</summary>
    public const string Writes = "writes", Security = "security";

    /// <summary>The part of the log that a view names.</summary>
    public static ActivityQuery Of(ViewState view) => new()
    {
        Person = view.Who,
        Writes = view.Show switch { Writes => true, Security => false, _ => null },
        Kind = SecurityEvent.KindOf(view.Show),
        What = view.Show is { } show && Import.Order.Any(kind => NameOf(kind) == show) ? show : null,
        Vehicle = view.Vehicles.Count > 0 ? view.Vehicles[0] : null,
        From = view.From,
        To = view.To,
        Words = view.Search,
        After = PlaceOf(view.Place),
    };

    /// <summary>The name of a kind of what is written.</summary>
    public static string NameOf(FileKind kind) => kind.ToString().ToLowerInvariant();

    /// <summary>A place in the log as addresses write it.</summary>
    public static string Write(ActivityPlace place) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number(place.Write)}.{Number(place.Event)}");

    private static long Number(long id) => id == long.MaxValue ? 0 : id;

    private static ActivityPlace PlaceOf(string? text) =>
        text?.Split('.') is [var write, var security] && Read(write) is { } w && Read(security) is { } e ? new(w, e) : ActivityPlace.Start;

    // 0 stands for the latest.
    private static long? Read(string text) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id == 0 ? long.MaxValue : id : null;
}
