using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.ClaimChecks;

/// <summary>Claims and verdicts in words.</summary>
internal static class ClaimText
{
    /// <summary>The page's title: how many hold, fail and cannot be told.</summary>
    public static string Title(IReadOnlyList<ClaimView> claims)
    {
        int Count(Answer answer) => claims.Count(c => c.Check.Answer == answer);
        var onOneBasis = claims.Count(c => c.Check.Answer == Answer.Holds && c.HoldsOnlyOn is not null);
        var parts = new List<string>();
        if (Count(Answer.Holds) is > 0 and var holds)
        {
            parts.Add(ClaimTexts.TitleHolds.With(holds) + (onOneBasis > 0 ? ClaimTexts.TitleOnBasis.With(onOneBasis) : ""));
        }
        if (Count(Answer.Fails) is > 0 and var fails)
        {
            parts.Add(ClaimTexts.TitleFails.With(fails));
        }
        if (Count(Answer.CannotTell) is > 0 and var open)
        {
            parts.Add(ClaimTexts.TitleOpen.With(open));
        }
        return claims.Count == 0 ? ClaimTexts.TitleNone : ClaimTexts.Title.With(claims.Count, string.Join(ClaimTexts.Separator, parts));
    }

    /// <summary>The numbers that were said.</summary>
    public static string Claimed(ClaimView view) => view.Claimed is not { } claimed ? ClaimTexts.NoNumber
        : view.IsBelow ? ClaimTexts.NearlyRange.With(claimed.Low.Display(), claimed.High!.Value.Display())
        : ClaimTexts.WithUnit.With(claimed.Display(Decimals(view, claimed)), UnitOf(view));

    /// <summary>What is known of them.</summary>
    public static string Known(ClaimView view) => view.Check.Metric is { Value: { } value } metric
        ? ClaimTexts.WithUnit.With(value.Display(metric.Unit.Decimals), metric.Unit.Display())
        : Find("Nothing_" + view.Claim.Metric) ?? ClaimTexts.Nothing;

    /// <summary>The verdict and why, in a sentence.</summary>
    public static string Verdict(ClaimView view) => view.Check switch
    {
        { Answer: Answer.Holds } when view.HoldsOnlyOn is { } on => ClaimTexts.HoldsOn.With(Names(on), view.Bases.Count - on.Count),
        { Answer: Answer.Fails } when view.HoldsOnlyOn is { } on => ClaimTexts.FailsButHoldsOn.With(Names(on)),
        { Answer: Answer.Holds } => ClaimTexts.Holds,
        { Answer: Answer.Fails } => ClaimTexts.Fails,
        { Metric.Value: not null } => ClaimTexts.Overlaps,
        { Metric.Reason: { } reason } => reason.Display(),
        _ => ClaimTexts.NotDerived,
    };

    /// <summary>What would settle a claim that cannot be told; null for others.</summary>
    public static string? Settles(ClaimView view) => view.Check switch
    {
        { Answer: not Answer.CannotTell } => null,
        { Metric: { Value: not null } metric } when view.Claimed is { } claimed => ClaimTexts.SettleBounds.With(
            metric.DisplayTitle(), Day(metric.Span?.To ?? view.Claim.At),
            string.Join(ClaimTexts.Or, Ends(claimed).Select(e => e.Display(metric.Unit.Decimals)))),
        _ when view.Implied?.Value is { } implied => ClaimTexts.SettleExpectation.With(implied.Display()),
        { Metric: { } metric } => ClaimTexts.SettleFigure.With(metric.DisplayTitle(), Day(view.Claim.At)),
        _ => Find("Settle_" + view.Claim.Metric) is { } own ? own.With(Day(view.Claim.At)) : ClaimTexts.SettleAny.With(Day(view.Claim.At)),
    };

    /// <summary>What the verdict rests on; null where there is no more to say than its figures.</summary>
    public static string? RestsOn(ClaimView view)
    {
        var sources = view.Evidence.Select(f => f.Source).Distinct().ToList();
        return view.Check.Answer == Answer.CannotTell || sources.Count == 0 ? null
            : sources.Count > 1 ? ClaimTexts.RestsOnMany.With(sources.Count)
            : sources[0] == view.Claim.Source ? ClaimTexts.RestsOnSame : ClaimTexts.RestsOnOne;
    }

    /// <summary>What would change the verdict, or on which counts of the days it holds; null where that is not told.</summary>
    public static IEnumerable<string> WouldChange(ClaimView view)
    {
        foreach (var (month, _) in view.Bases.Where(b => view.CountsThatHold(b.Month) is not null).Take(3))
        {
            var (low, high) = view.CountsThatHold(month)!.Value;
            var counts = high is { } top ? Quantity.Range(low, top) : Quantity.AtLeast(low);
            yield return ClaimTexts.HoldsForCounts.With(month.DisplayShort(), counts.Display(), view.Check.Metric!.Span?.Display());
        }
        if (
            view.Bases.Count == 0
            && view.Check is { Answer: Answer.Holds or Answer.Fails, Metric: { Value: not null } metric }
            && view.Claimed is { } claimed)
        {
            yield return (view.Check.Answer == Answer.Holds ? ClaimTexts.WouldFail : ClaimTexts.WouldHold).With(
                metric.DisplayTitle(), claimed.Display(metric.Unit.Decimals), Day(metric.Span?.To ?? view.Claim.At));
        }
    }

    private static IEnumerable<Rational> Ends(Quantity claimed) =>
        claimed.IsExact ? [claimed.Low]
        : claimed.High is { } high && claimed.Low.Sign > 0 ? [claimed.Low, high]
        : claimed.High is { } top ? [top] : [claimed.Low];

    private static string Names(IEnumerable<MonthBasis> months) =>
        string.Join(ClaimTexts.ListSeparator, months.Select(m => m.DisplayShort()));

    private static int Decimals(ClaimView view, Quantity claimed) =>
        claimed.Low.IsWhole && claimed.High is null or { IsWhole: true } ? 0 : view.Check.Metric?.Unit.Decimals ?? 0;

    private static string UnitOf(ClaimView view) => view.Check.Metric?.Unit.Display() ?? Find("Unit_" + view.Claim.Metric) ?? "";

    private static string Day(DateOnly day) => day.Display();

    private static string? Find(string key) => ClaimTexts.ResourceManager.GetString(key, System.Globalization.CultureInfo.CurrentUICulture);
}
