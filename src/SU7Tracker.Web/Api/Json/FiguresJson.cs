namespace SU7Tracker.Web.Api;

/// <summary>A page of figures; <c>next</c> is the value of <c>after</c> for the page behind it.</summary>
public sealed record FiguresJson(DateOnly? AsOf, IReadOnlyList<FigureJson> Figures, long? Next);
