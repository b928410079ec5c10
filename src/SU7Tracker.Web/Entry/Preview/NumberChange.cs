namespace SU7Tracker.Web.Entry;

/// <summary>Something that reads differently once a change is saved.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Before">How it reads now.</param>
/// <param name="After">How it would read.</param>
/// <param name="Unit">What it counts; empty for a verdict.</param>
/// <param name="Days">The days that it covers; empty where they are named already.</param>
public sealed record NumberChange(string Name, string Before, string After, string Unit = "", string Days = "");
