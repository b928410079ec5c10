using SU7Tracker.Domain.Smoothing;

namespace SU7Tracker.Domain.Tests.Smoothing;

/// <summary>
/// The smoothest curve by dense matrices and the alternating direction method of multipliers: slow, and made of nothing that the product
/// uses.
/// </summary>
internal static class SlowCurve
{
    private const int MaxRounds = 200_000;

    /// <summary>The sum that is minimised, of values of the nodes; days and units as they are given.</summary>
    public static double Roughness(int[] days, double[] values, SmoothCurve.FirstRate? before)
    {
        var rates = Enumerable.Range(1, days.Length - 2).Select(i => (values[i + 1] - values[i]) / (days[i + 1] - days[i])).ToArray();
        var sum = before is { } b && rates.Length > 0 ? Math.Pow(rates[0] - b.UnitsPerDay, 2) * 2 / (b.Days + days[2] - days[1]) : 0;
        return sum
            + Enumerable
                .Range(1, Math.Max(0, rates.Length - 1))
                .Sum(i => Math.Pow(rates[i] - rates[i - 1], 2) * 2 / (days[i + 2] - days[i]));
    }

    /// <summary>The least sum.</summary>
    public static double Least(int[] days, IEnumerable<Limit> limits, SmoothCurve.FirstRate? before)
    {
        var n = days.Length - 1;
        var rows = limits.Select(l => (l.From, l.To, Most: (double)l.Most))
            .Concat(Enumerable.Range(2, n - 1).Select(i => (From: i, To: i - 1, Most: 0.0)))
            .Append((From: 1, To: 0, Most: 0.0)).ToArray();
        // Half the second derivative and the gradient at zero, from values of the sum itself.
        var zero = Roughness(days, new double[n + 1], before);
        var (p, q) = (new double[n, n], new double[n]);
        var alone = Enumerable.Range(1, n).Select(i => Roughness(days, Unit(i), before)).ToArray();
        for (var i = 0; i < n; i++)
        {
            q[i] = (alone[i] - Roughness(days, [.. Unit(i + 1).Select(v => -v)], before)) / 2;
            for (var j = 0; j < n; j++)
            {
                var both = Unit(i + 1);
                both[j + 1] += 1;
                p[i, j] = Roughness(days, both, before) - alone[i] - alone[j] + zero;
            }
        }
        const double Rho = 0.01, Sigma = 1e-9;
        var m = new double[n, n];
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                m[i, j] = p[i, j] + (i == j ? Sigma : 0) + (Rho * rows.Sum(r => Factor(r, i) * Factor(r, j)));
            }
        }
        var inverse = Inverse(m);
        var (x, z, y) = (new double[n], new double[rows.Length], new double[rows.Length]);
        for (var round = 0; round < MaxRounds; round++)
        {
            var side = new double[n];
            for (var i = 0; i < n; i++)
            {
                side[i] = (Sigma * x[i]) - q[i];
            }
            for (var r = 0; r < rows.Length; r++)
            {
                Add(side, rows[r], (Rho * z[r]) - y[r]);
            }
            for (var i = 0; i < n; i++)
            {
                x[i] = 0;
                for (var j = 0; j < n; j++)
                {
                    x[i] += inverse[i, j] * side[j];
                }
            }
            var (missed, moved) = (0.0, 0.0);
            for (var r = 0; r < rows.Length; r++)
            {
                var along = (rows[r].To > 0 ? x[rows[r].To - 1] : 0) - (rows[r].From > 0 ? x[rows[r].From - 1] : 0);
                var next = Math.Min(rows[r].Most, along + (y[r] / Rho));
                y[r] += Rho * (along - next);
                (missed, moved) = (Math.Max(missed, Math.Abs(along - next)), Math.Max(moved, Math.Abs(next - z[r])));
                z[r] = next;
            }
            if (missed < 1e-8 && moved < 1e-8)
            {
                break;
            }
        }
        return Roughness(days, [0, .. x], before);

        double[] Unit(int node) => [.. Enumerable.Range(0, n + 1).Select(i => i == node ? 1.0 : 0)];

        static double Factor((int From, int To, double Most) row, int i) => (row.To == i + 1 ? 1 : 0) - (row.From == i + 1 ? 1 : 0);

        static void Add(double[] side, (int From, int To, double Most) row, double weight)
        {
            if (row.To > 0)
            {
                side[row.To - 1] += weight;
            }
            if (row.From > 0)
            {
                side[row.From - 1] -= weight;
            }
        }
    }

    // Gauss and Jordan, with pivots.
    private static double[,] Inverse(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var (a, inverse) = ((double[,])matrix.Clone(), new double[n, n]);
        for (var i = 0; i < n; i++)
        {
            inverse[i, i] = 1;
        }
        for (var column = 0; column < n; column++)
        {
            var pivot = Enumerable.Range(column, n - column).MaxBy(r => Math.Abs(a[r, column]));
            for (var j = 0; j < n; j++)
            {
                (a[column, j], a[pivot, j]) = (a[pivot, j], a[column, j]);
                (inverse[column, j], inverse[pivot, j]) = (inverse[pivot, j], inverse[column, j]);
            }
            var scale = a[column, column];
            for (var j = 0; j < n; j++)
            {
                a[column, j] /= scale;
                inverse[column, j] /= scale;
            }
            for (var row = 0; row < n; row++)
            {
                var factor = a[row, column];
                for (var j = 0; row != column && j < n; j++)
                {
                    a[row, j] -= factor * a[column, j];
                    inverse[row, j] -= factor * inverse[column, j];
                }
            }
        }
        return inverse;
    }
}
