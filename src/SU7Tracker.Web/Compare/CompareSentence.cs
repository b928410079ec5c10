using System.Globalization;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Compare;

/// <summary>The answer of a comparison in a sentence, with its bounds.</summary>
internal static class CompareSentence
{
    /// <summary>How many of each at the same age, or by the same day.</summary>
    public static string Title(CompareChoice choice)
    {
        var comparison = choice.Comparison;
        if (comparison.Drawn.Count == 0)
        {
            return CompareTexts.TitleNothing.With(
                string.Join(CompareTexts.ListSeparator, comparison.Vehicles.Select(v => v.Snapshot.Vehicle.DisplayName())));
        }
        var verb = Text("Verb_" + choice.Measure).ToLower(CultureInfo.CurrentCulture);
        if (comparison.TellingAge is { } age)
        {
            var phrase = choice.Alignment switch
            {
                Alignment.Launch => CompareTexts.AgeLaunch.With(age),
                Alignment.NthCar => CompareTexts.AgeNthCar.With(age, comparison.Nth.Display()),
                _ => CompareTexts.AgeFirstDelivery.With(age),
            };
            return Joined(CompareTexts.TitleAge, comparison, v => v.DayOfAge(age), verb, phrase)
                + (comparison.Drawn.Count > 1 ? CompareTexts.SameAge : "");
        }
        return comparison.TellingDay is { } day
            ? Joined(CompareTexts.TitleDay, comparison, _ => day, verb, day.Display())
            : CompareTexts.TitleApart.With(string.Join(CompareTexts.ListSeparator, comparison.Drawn.Select(v =>
                CompareTexts.CoversDays.With(v.Snapshot.Vehicle.DisplayName(), new Period(v.Curve!.First, v.Curve.Last).Display()))));
    }

    /// <summary>
    /// How long the first cars took: of the numbers compared the greatest that all have reached for certain. Null when there is none.
    /// </summary>
    public static string? Subtitle(Comparison comparison)
    {
        var drawn = comparison.Vehicles.Where(v => v.Start is not null && v.Curve is not null).ToList();
        foreach (
            var number in Comparison.Numbers.Where(n => comparison.Alignment != Alignment.NthCar || n > comparison.Nth).OrderDescending())
        {
            var weeks = drawn.Select(v => (v, Weeks: Comparison.ArrivalOf(v, number)?.Weeks(v.Start!.Day))).ToList();
            if (weeks.Count > 0 && weeks.TrueForAll(w => w.Weeks is { High: not null }))
            {
                return CompareTexts.Subtitle.With(
                    number.Display(),
                    string.Join(
                        CompareTexts.ListSeparator,
                        weeks.Select(w => CompareTexts.TookWeeks.With(w.v.Snapshot.Vehicle.DisplayName(), w.Weeks!.Value.Display(1)))));
            }
        }
        return null;
    }

    /// <summary>What says where a vehicle's weeks begin, or why nothing of it is drawn.</summary>
    public static string Start(CompareChoice choice, ComparedVehicle vehicle)
    {
        var name = vehicle.Snapshot.Vehicle.DisplayName();
        if (vehicle.Curve is not { } curve)
        {
            var others = CompareChoice.Counts([vehicle.Snapshot]).Select(c => vehicle.Snapshot.Of(c.Measure, c.Basis).Display()).ToList();
            var series = vehicle.Series.Display();
            return others.Count == 0
                ? CompareTexts.NoCounts.With(name, series)
                : CompareTexts.OtherCounts.With(name, series, string.Join(CompareTexts.ListSeparator, others));
        }
        if (choice.Alignment == Alignment.Calendar)
        {
            return CompareTexts.CoversDays.With(name, new Period(curve.First, curve.Last).Display()) + CompareTexts.FullStop;
        }
        return vehicle.Start switch
        {
            null => (
                choice.Alignment switch
                {
                    Alignment.Launch => CompareTexts.NoLaunch,
                    Alignment.NthCar => CompareTexts.NoNthCar,
                    _ => CompareTexts.NoFirstDelivery,
                }
            ).With(name, choice.Comparison.Nth.Display(), curve.Last.Display()),
            { } start when vehicle.Age is null => CompareTexts.NotYet.With(name, start.Day.Display(), curve.Last.Display()),
            { Kind: StartKind.FirstDeliveryMilestone, Milestone: { } m } start => CompareTexts.StartMilestone.With(
                name,
                start.Day.Display(),
                m.DisplaySubject(),
                m.DisplayEvent()),
            { Kind: StartKind.FirstDeliveryDay } start => CompareTexts.StartFirstDelivery.With(name, start.Day.Display()),
            { Kind: StartKind.LaunchDay } start => CompareTexts.StartLaunch.With(name, start.Day.Display()),
            { Milestone: { } m } start => CompareTexts.StartNthMilestone.With(
                name,
                start.Day.Display(),
                m.DisplayEvent(),
                Days(start.Arrival!)),
            { } start => CompareTexts.StartNthCount.With(name, start.Day.Display(), choice.Comparison.Nth.Display(), Days(start.Arrival!)),
        };
    }

    /// <summary>The days between which a number was reached.</summary>
    public static string Days(Arrival arrival) => (arrival.Earliest, arrival.Latest) switch
    {
        ({ } earliest, { } latest) => new Period(earliest, latest).Display(),
        ({ } earliest, null) => CompareTexts.NotBefore.With(earliest.Display()),
        (null, { } latest) => CompareTexts.ByDay.With(latest.Display()),
        _ => DisplayTexts.NotKnown,
    };

    private static string Joined(string first, Comparison comparison, Func<ComparedVehicle, DateOnly> day, string verb, string when)
    {
        var counts = comparison.Drawn.Select(v => (Name: v.Snapshot.Vehicle.DisplayName(), Count: v.Curve!.UpTo(day(v)))).ToList();
        return first.With(Count(counts[0].Count), counts[0].Name, verb, when)
            + string.Concat(
                counts.Skip(1).Select((c, i) => (i == 0 ? CompareTexts.Against : CompareTexts.AndAgainst).With(Count(c.Count), c.Name)));
    }

    private static string Count(Quantity count) => count.IsVacuous() ? CompareTexts.UnknownNumber : count.Display();

    private static string Text(string key) => CompareTexts.ResourceManager.GetString(key, CultureInfo.CurrentUICulture) ?? key;
}
