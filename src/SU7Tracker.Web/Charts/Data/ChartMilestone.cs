namespace SU7Tracker.Web.Charts;

/// <summary>A dated event, drawn as a flag with its name.</summary>
/// <param name="On">Where it is drawn.</param>
/// <param name="Name">Its name, short.</param>
/// <param name="Text">When it was and what happened.</param>
public sealed record ChartMilestone(DateOnly On, string Name, string Text);
