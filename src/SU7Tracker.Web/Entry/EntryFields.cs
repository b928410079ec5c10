using System.Globalization;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Display;

namespace SU7Tracker.Web.Entry;

/// <summary>Which days a figure is typed for.</summary>
public enum Days
{
    /// <summary>An ISO week.</summary>
    Week,
    /// <summary>Any days in a row.</summary>
    Period,
    /// <summary>Everything up to the end of a day.</summary>
    UpTo,
}

/// <summary>What someone has typed so far of a figure, as it was typed; a <see cref="FigureDraft"/> once it can be read.</summary>
public sealed record EntryFields
{
    public Days Days { get; set; }
    public string Week { get; set; } = "";
    public string Start { get; set; } = "";
    public string End { get; set; } = "";
    public string Count { get; set; } = "";
    public string Source { get; set; } = "";
    public string Published { get; set; } = "";
    public string Note { get; set; } = "";
    public string Reason { get; set; } = "";
    public bool Withdraw { get; set; }

    /// <summary>The revision that was on record when typing began, 0 when there was none; a later one is somebody else's.</summary>
    public int Seen { get; set; }

    /// <summary>Whether anything would be lost if these fields were thrown away.</summary>
    public bool IsTyped => (Count + Note + Reason).Length > 0 || Withdraw;

    /// <summary>What is left when a figure is saved: the next one probably comes from the same source on the same day.</summary>
    public EntryFields Next() => new() { Days = Days, Week = Week, Start = Start, End = End, Source = Source, Published = Published };

    /// <summary>The fields that say what a figure on record says, to be corrected or withdrawn.</summary>
    public static EntryFields Of(Figure figure, bool withdraw)
    {
        var days =
            figure.Key.Start is null ? Days.UpTo
            : figure.Key.Period == Domain.Week.Of(figure.Key.End).Period ? Days.Week
            : Days.Period;
        return new()
        {
            Days = days,
            Week = days == Days.Week ? Domain.Week.Of(figure.Key.End).ToString() : "",
            Start = days == Days.Period ? Iso(figure.Key.Start!.Value) : "",
            End = days == Days.Week ? "" : Iso(figure.Key.End),
            Count = figure.Quantity.ToString(),
            Source = figure.Source,
            Published = figure.PublishedOn is { } day ? Iso(day) : "",
            Note = figure.Note,
            Withdraw = withdraw,
            Seen = figure.Revision,
        };
    }

    /// <summary>The week that is typed, or that holds the day that is typed.</summary>
    public Week? ReadWeek() =>
        Domain.Week.TryParse(Week.Trim(), out var week) ? week : ReadDay(Week) is { } day ? Domain.Week.Of(day) : null;

    /// <summary>What the figure speaks of, as far as it can be read.</summary>
    public FigureKey? ReadKey(Series series) =>
        Days switch
        {
            Days.Week => ReadWeek() is { } week ? new(series, Reading.InPeriod, week.Monday, week.Sunday) : null,
            Days.Period => ReadDay(Start) is { } start && ReadDay(End) is { } end && start <= end
                ? new(series, Reading.InPeriod, start, end)
                : null,
            _ => ReadDay(End) is { } end ? new(series, Reading.Cumulative, null, end) : null,
        };

    /// <summary>Reads everything.</summary>
    /// <param name="series">What is counted.</param>
    /// <param name="published">Whether a figure of these days is on record, so that this one changes it.</param>
    /// <param name="errors">What is wrong, by field; empty when the result is a draft.</param>
    public FigureDraft? Read(Series series, bool published, out IReadOnlyDictionary<string, string> errors)
    {
        var culture = CultureInfo.CurrentCulture;
        var wrong = new Dictionary<string, string>();
        var key = ReadKey(series);
        if (key is null)
        {
            ExplainDays(wrong);
        }
        if (!Quantity.TryParse(Count, out var quantity, out var problem))
        {
            wrong[nameof(Count)] = Count.Trim().Length == 0 ? EntryTexts.CountMissing : problem.Text(culture);
        }
        if (Source.Length == 0)
        {
            wrong[nameof(Source)] = EntryTexts.SourceMissing;
        }
        if (Published.Length > 0 && ReadDay(Published) is null)
        {
            wrong[nameof(Published)] = EntryTexts.DayUnreadable.With(Published);
        }
        if ((published || Withdraw) && string.IsNullOrWhiteSpace(Reason))
        {
            wrong[nameof(Reason)] = Withdraw ? EntryTexts.ReasonToWithdraw : EntryTexts.ReasonToChange;
        }
        foreach (var (field, text) in new[] { (nameof(Note), Note), (nameof(Reason), Reason) })
        {
            if (text.Length > Figure.MaxNoteLength)
            {
                wrong[field] = new Problem(field, "TooLong", text.Length, Figure.MaxNoteLength).Text(culture);
            }
        }
        errors = wrong;
        return wrong.Count > 0 ? null : new FigureDraft(key!, quantity, ReadDay(Published), Source)
        {
            Note = Note.Trim(), Reason = Reason.Trim(), Withdrawn = Withdraw, ExpectedRevision = Seen,
        };
    }

    /// <summary>The field of the form that a problem of the store is about.</summary>
    public string FieldOf(Problem problem) => problem.Field switch
    {
        "period_start" => Days == Days.Week ? nameof(Week) : nameof(Start),
        "period_end" => Days == Days.Week ? nameof(Week) : nameof(End),
        "quantity" or "low" or "high" or "qualifier" => nameof(Count),
        "source" => nameof(Source),
        "published_on" => nameof(Published),
        "note" => nameof(Note),
        "reason" => nameof(Reason),
        _ => "",
    };

    /// <summary>A day as the form and the import format write it.</summary>
    public static DateOnly? ReadDay(string text) =>
        DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
        && day >= Domain.Period.Earliest
        && day <= Domain.Period.Latest
            ? day
            : null;

    private static string Iso(DateOnly day) => day.ToString("O", CultureInfo.InvariantCulture);

    private void ExplainDays(Dictionary<string, string> wrong)
    {
        if (Days == Days.Week)
        {
            wrong[nameof(Week)] = Week.Trim().Length == 0 ? EntryTexts.WeekMissing : EntryTexts.WeekUnreadable.With(Week);
            return;
        }
        if (Days == Days.Period && ReadDay(Start) is null)
        {
            wrong[nameof(Start)] = EntryTexts.DayMissing;
        }
        if (ReadDay(End) is null)
        {
            wrong[nameof(End)] = EntryTexts.DayMissing;
        }
        else if (!wrong.ContainsKey(nameof(Start)))
        {
            wrong[nameof(End)] = EntryTexts.DaysCrossed;
        }
    }

    /// <summary>Writes what was understood of a typed quantity: the words of its qualifier and its bounds.</summary>
    public static string Understood(Quantity quantity)
    {
        var (low, high) = (quantity.Low.Display(), quantity.High?.Display() ?? "");
        return quantity.Qualifier switch
        {
            Qualifier.Exact => EntryTexts.UnderstoodExact.With(low),
            Qualifier.AtLeast => EntryTexts.UnderstoodAtLeast.With(low),
            Qualifier.AtMost => EntryTexts.UnderstoodAtMost.With(high),
            Qualifier.About => EntryTexts.UnderstoodAbout.With(quantity.Estimate?.Display(), low, high),
            _ => EntryTexts.UnderstoodRange.With(low, high),
        };
    }
}
