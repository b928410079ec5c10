using SU7Tracker.Domain.Smoothing;

namespace SU7Tracker.Domain.Tests.Smoothing;

public class SmoothCurveTests
{
    private static Limit[] Is(int from, int to, long low, long? high) =>
        high is { } most ? [new(from, to, most), new(to, from, -low)] : [new(to, from, -low)];

    [Fact]
    public void WhatIsKnownStays()
    {
        var curve = SmoothCurve.Of([0, 0, 7, 14], [.. Is(0, 1, 5, 5), .. Is(1, 2, 10, 10), .. Is(0, 3, 40, 40)])!;
        Assert.Equal([0, 5, 15, 40], curve.Whole);
    }

    [Fact]
    public void BetweenEvenRatesTheRateIsEven()
    {
        var curve = SmoothCurve.Of(
            [0, 0, 7, 14, 21, 28, 35],
            [.. Is(0, 1, 0, 0), .. Is(1, 2, 70, 70), .. Is(0, 5, 280, 280), .. Is(5, 6, 70, 70)]
        )!;
        Assert.Equal([0, 0, 70, 140, 210, 280, 350], curve.Whole);
    }

    [Fact]
    public void APaceThatGrowsGrowsSteadily()
    {
        var curve = SmoothCurve.Of(
            [0, 0, 10, 20, 30, 40],
            [.. Is(0, 1, 0, 0), .. Is(1, 2, 100, 100), .. Is(2, 4, 500, 500), .. Is(4, 5, 400, 400)]
        )!;
        Assert.Equal([0, 0, 100, 300, 600, 1_000], curve.Whole);
    }

    [Fact]
    public void OfSeveralSmoothestTheOneOfTheLowerRateIsTaken()
    {
        var curve = SmoothCurve.Of([0, 0, 7, 14, 21], [.. Is(0, 1, 0, 0), .. Is(1, 4, 300, 900)])!;
        Assert.Equal([0, 0, 100, 200, 300], curve.Whole);
    }

    [Fact]
    public void FromARateOfZeroThePaceGrowsFirst()
    {
        int[] days = [0, .. Enumerable.Range(0, 5).Select(i => 7 * i)];
        var limits = (Limit[])[.. Is(0, 1, 0, 0), .. Is(1, 5, 1_000, 1_000)];
        var curve = SmoothCurve.Of(days, limits, new SmoothCurve.FirstRate(0, 7))!.Whole;
        Assert.True(curve[2] - curve[1] < curve[3] - curve[2]);
        Assert.Equal(250, SmoothCurve.Of(days, limits)!.Whole[2]);
    }

    [Fact]
    public void APartGrowsByNoMoreThanItIsAllowed()
    {
        int[] days = [0, 0, 7, 14, 21, 28];
        long[] room = [0, 30, 40, 500, 500];
        var growth = Enumerable.Range(1, 4).Select(i => new Limit(i, i + 1, room[i]));
        var curve = SmoothCurve.Of(days, [.. Is(0, 1, 0, 0), .. Is(0, 5, 600, 600), .. growth])!.Whole;
        Assert.Equal([0, 0, 30, 70], curve[..4]);
        Assert.Equal(600, curve[5]);
    }

    [Fact]
    public void WhatCannotHoldHasNoCurve()
    {
        Assert.Null(SmoothCurve.Of([0, 0, 7], [.. Is(0, 1, 10, 10), .. Is(0, 2, 9, 9)]));
        Assert.Null(SmoothCurve.Of([0, 0, 7, 14], [.. Is(1, 2, 10, null), .. Is(1, 3, 0, 8)]));
    }

    [Fact]
    public void OnRandomCasesTheSumIsTheLeastAndAllLimitsHold()
    {
        var tried = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var (days, limits, before) = Some(seed);
            var curve = SmoothCurve.Of(days, limits, before)!;
            Assert.All(limits, l => Assert.True(curve.Whole[l.To] - curve.Whole[l.From] <= l.Most, $"{seed}: {l}"));
            Assert.Equal(curve.Whole.Order(), curve.Whole);
            Assert.All(limits, l => Assert.True(curve.Values[l.To] - curve.Values[l.From] <= l.Most + 0.01, $"{seed}: {l}"));
            var (least, found) = (SlowCurve.Least(days, limits, before), SlowCurve.Roughness(days, curve.Values, before));
            Assert.True(found <= (least * 1.01) + 1e-4 && found >= (least * 0.99) - 1e-4, $"{seed}: {found} instead of {least}");
            tried += least > 1e-3 ? 1 : 0;
        }
        Assert.True(tried > 75);
    }

    [Fact]
    public void TenYearsOfOverlappingFiguresKeepAllLimits()
    {
        for (var seed = 0; seed < 5; seed++)
        {
            var (days, limits) = TenYears(seed);
            var curve = SmoothCurve.Of(days, limits)!;
            Assert.All(limits, l => Assert.True(curve.Whole[l.To] - curve.Whole[l.From] <= l.Most, $"{seed}: {l}"));
            Assert.All(limits, l => Assert.True(curve.Values[l.To] - curve.Values[l.From] <= l.Most + 0.01, $"{seed}: {l}"));
            Assert.InRange(curve.Steps, 1, 40);
        }
    }

    // A curve that some figures were taken from: exactly, within bounds, or as a floor.
    private static (int[] Days, Limit[] Limits, SmoothCurve.FirstRate? Before) Some(int seed)
    {
        var random = new Random(seed);
        var n = random.Next(3, 11);
        var (days, truth) = (new int[n + 1], new long[n + 1]);
        truth[1] = random.Next(4) * random.Next(50);
        for (var i = 2; i <= n; i++)
        {
            days[i] = days[i - 1] + random.Next(1, 10);
            truth[i] = truth[i - 1] + ((days[i] - days[i - 1]) * random.Next(0, 30) * random.Next(0, 3));
        }
        var limits = new List<Limit>(Is(0, 1, random.Next(2) == 0 ? truth[1] : 0, truth[1]));
        for (var k = random.Next(1, n + 3); k > 0; k--)
        {
            var to = random.Next(2, n + 1);
            var from = random.Next(3) == 0 ? 0 : random.Next(1, to);
            var count = truth[to] - truth[from];
            limits.AddRange(random.Next(4) switch
            {
                0 => Is(from, to, count, count),
                1 => Is(from, to, count - random.Next(50), null),
                2 => Is(from, to, Math.Max(0, count - random.Next(100)), count + random.Next(100)),
                _ => Is(to - 1, to, 0, truth[to] - truth[to - 1] + random.Next(20)),
            });
        }
        return (days, [.. limits], random.Next(3) == 0 ? new SmoothCurve.FirstRate(0, random.Next(1, 10)) : null);
    }

    // Weeks as roundings, months as floors or ranges, quarters exactly or as roundings, and cumulative floors.
    private static (int[] Days, Limit[] Limits) TenYears(int seed)
    {
        var random = new Random(seed);
        var start = new DateOnly(2000, 1, 3);
        var last = start.AddDays((520 * 7) - 1);
        var ends = Enumerable.Range(0, 521).Select(i => start.AddDays((7 * i) - 1))
            .Concat(Month.In(new(start, last)).Select(m => m.Period.End)).Where(d => d <= last).Distinct().Order().ToArray();
        int[] days = [0, .. ends.Select(d => d.DayNumber)];
        var truth = new long[days.Length];
        for (var i = 2; i < days.Length; i++)
        {
            truth[i] = truth[i - 1] + Enumerable.Range(days[i - 1], days[i] - days[i - 1]).Sum(_ => random.Next(200, 1_200));
        }
        var limits = new List<Limit>(Is(0, 1, 0, 0));
        for (var week = 0; week < 520; week++)
        {
            About(start.AddDays((7 * week) - 1), start.AddDays((7 * week) + 6), 100);
        }
        foreach (var (month, i) in Month.In(new(start.AddMonths(1), last)).Select((m, i) => (m.Period, i)).Where(m => m.Period.End <= last))
        {
            var (from, to) = (Node(month.Before), Node(month.End));
            var floor = (truth[to] - truth[from]) / 1_000 * 1_000;
            limits.AddRange(Is(from, to, floor, i % 2 == 0 ? null : floor + 1_000));
            if (i % 3 == 2 && i >= 3)
            {
                var quarter = Node(month.End.AddDays(1).AddMonths(-3).AddDays(-1));
                var count = truth[to] - truth[quarter];
                limits.AddRange(
                    i % 2 == 0 ? Is(quarter, to, count, count) : Is(quarter, to, (count / 100 * 100) - 50, (count / 100 * 100) + 150));
            }
            if (i % 5 == 0)
            {
                limits.AddRange(Is(0, to, truth[to] / 10_000 * 10_000, null));
            }
        }
        return (days, [.. limits]);

        int Node(DateOnly day) => Array.BinarySearch(days, 1, days.Length - 1, day.DayNumber);

        void About(DateOnly before, DateOnly end, long unit)
        {
            var count = truth[Node(end)] - truth[Node(before)];
            limits.AddRange(Is(Node(before), Node(end), (count / unit * unit) - (unit / 2), (count / unit * unit) + unit + (unit / 2)));
        }
    }
}
