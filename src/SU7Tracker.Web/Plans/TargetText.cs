using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Plans;

/// <summary>Targets and what became of them, in words.</summary>
internal static class TargetText
{
    /// <summary>A verdict.</summary>
    public static string Of(TargetVerdict verdict) => Find("Verdict_" + verdict);

    /// <summary>The page's title: what became of the targets shown.</summary>
    public static string Title(TargetsView view, Vehicle vehicle)
    {
        if (view.Shown.Count == 0)
        {
            return PlanTexts.TitleNone.With(vehicle.DisplayName());
        }
        var done = view.Shown.Where(p => p.Final.Verdict != TargetVerdict.Open).GroupBy(p => p.Final.Verdict)
            .Select(g => (g.Count() > 1 ? PlanTexts.TitleMany : PlanTexts.TitleOne).With(
                string.Join(PlanTexts.And, g.Select(p => p.Days.DisplayName())), Of(g.Key)));
        var open = view.Shown.Where(p => p.Final.Verdict == TargetVerdict.Open).Select(p => p.Last is { } last
            ? PlanTexts.TitleOpen.With(p.Days.DisplayName(), p.In(last).Display(), p.Final.Figure.Quantity.Display(), last.Display())
            : PlanTexts.TitleOpenUnknown.With(p.Days.DisplayName(), p.Final.Figure.Quantity.Display()));
        return string.Join(PlanTexts.Separator, done.Concat(open));
    }

    /// <summary>The verdict on the target at the end of a period, with the days between which it was reached.</summary>
    public static string Verdict(TargetRevision revision) => revision is { From: { } from, By: { } by }
        ? PlanTexts.VerdictWhen.With(Of(revision.Verdict), new Period(from, by).DisplayShort()) : Of(revision.Verdict);

    /// <summary>When the number of a target was reached.</summary>
    public static string When(TargetPeriod period, TargetRevision revision) => revision switch
    {
        { From: { } from, By: { } by } => new Period(from, by).Display(),
        { From: null } when period.Last is { } last => PlanTexts.NotBy.With(last.Display()),
        { From: { } from } => PlanTexts.PerhapsFrom.With(from.Display()),
        _ => DisplayTexts.NotKnown,
    };

    /// <summary>
    /// How much of the target was counted by the last day known, in percent; null when nothing is known or the target is zero.
    /// </summary>
    public static string? Share(TargetPeriod period) =>
        period.Last is { } last && period.Final.Number.Sign > 0 && period.In(last) is var count && !count.IsVacuous()
        ? PlanTexts.Share.With((count / period.Final.Number * 100).Display(1)) : null;

    /// <summary>The pace needed from the day asked about, against the pace held in its quarter.</summary>
    public static string Pace(TargetsView view, TargetPeriod period)
    {
        var day = view.DayOf(period);
        var (needed, target) = (period.Needed(day), period.On(day));
        var held = TargetsView.HeldAt(period, day) is { } quarter
            ? PlanTexts.PaceHeld.With(quarter.Pace.Display(), quarter.Days.DisplayName()) : PlanTexts.PaceNotHeld;
        return target is null ? PlanTexts.NoTargetYet.With(day.Display(), held)
            : needed is null ? PlanTexts.NoDayLeft.With(day.Display(), held)
            : needed is { IsZero: true } ? PlanTexts.NothingNeeded.With(day.Display(), target.Figure.Quantity.Display(), held)
            : PlanTexts.PaceNeeded.With(day.Display(), needed.Value.Display(), target.Figure.Quantity.Display(), held);
    }

    /// <summary>By how much an announcement differs from the one before.</summary>
    public static string Change(TargetRevision revision) => revision.Change switch
    {
        null => PlanTexts.FirstOnRecord,
        { Sign: 0 } => PlanTexts.Restated,
        { Sign: > 0 } more => "+ " + more.Display(),
        { } less => "− " + (-less).Display(),
    };

    /// <summary>The sign and look of a verdict.</summary>
    public static (string Sign, string Look) Mark(TargetVerdict verdict) => verdict switch
    {
        TargetVerdict.Met or TargetVerdict.Reached => ("✓", "holds"),
        TargetVerdict.Missed or TargetVerdict.NotReached => ("✕", "fails"),
        _ => ("?", "open"),
    };

    private static string Find(string key) => PlanTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
