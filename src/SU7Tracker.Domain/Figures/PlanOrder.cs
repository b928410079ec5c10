namespace SU7Tracker.Domain;

/// <summary>
/// Orders plans of the same days by the day they were announced; of those of one day the one of the better grade comes later, then the
/// more definite one, then the one whose source comes first by id. The last is in force.
/// </summary>
/// <param name="gradeOf">Returns the grade of a source.</param>
public sealed class PlanOrder(Func<string, Grade> gradeOf) : Comparer<Figure>
{
    /// <inheritdoc/>
    public override int Compare(Figure? x, Figure? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        return x.KnownOn != y.KnownOn ? x.KnownOn.CompareTo(y.KnownOn)
            : gradeOf(x.Source) is var one && gradeOf(y.Source) is var other && one != other ? other.CompareTo(one)
            : x.Qualifier != y.Qualifier ? y.Qualifier.CompareTo(x.Qualifier)
            : string.CompareOrdinal(y.Source, x.Source);
    }
}
