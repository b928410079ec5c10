namespace SU7Tracker.Domain.Smoothing;

/// <summary>
/// Minimises <c>½ y′Qy + c′y</c> where <c>y[To] − y[From] ≤ Most</c>, by the predictor–corrector interior-point method
/// (Mehrotra; Nocedal, Wright, Numerical Optimization, "Interior-point methods for convex quadratic programs").
/// </summary>
/// <param name="q">Q, positive semidefinite; its shape holds a place for each pair of variables that has a row.</param>
/// <param name="work">A matrix of the same shape to compute in.</param>
/// <param name="c">The linear part.</param>
/// <param name="rows">The inequalities; a variable −1 is zero.</param>
internal sealed class QuadraticProgram(Skyline q, Skyline work, double[] c, QuadraticProgram.Row[] rows)
{
    /// <summary><c>y[To] − y[From] ≤ Most</c>.</summary>
    public readonly record struct Row(int From, int To, double Most);

    private const int MaxSteps = 60;
    private const double ToTheWall = 0.995;

    private readonly double[] _y = new double[c.Length];
    private readonly double[] _dy = new double[c.Length];
    private readonly double[] _gradient = new double[c.Length];
    private readonly double[] _slack = new double[rows.Length];
    private readonly double[] _price = new double[rows.Length];
    private readonly double[] _gap = new double[rows.Length];          // by how much a row misses its slack
    private readonly double[] _product = new double[rows.Length];      // what slack times price is to lose
    private readonly double[] _dSlack = new double[rows.Length];
    private readonly double[] _dPrice = new double[rows.Length];

    /// <summary>How many steps it took.</summary>
    public int Steps { get; private set; }

    /// <summary>Solves the program.</summary>
    /// <param name="constant">What the sum that is minimised has beside the two parts; it tells how exact the minimum must be.</param>
    /// <param name="tolerance">The relative tolerance of the minimum.</param>
    /// <param name="floor">A difference of the minimum that does not matter.</param>
    public double[] Solve(double constant, double tolerance, double floor)
    {
        Start();
        for (Steps = 0; Steps < MaxSteps; Steps++)
        {
            var (mu, value, wide) = Measure(constant);
            if (mu * rows.Length <= (tolerance * Math.Abs(value)) + floor && wide <= 1e-7)
            {
                break;
            }
            work.CopyFrom(q);
            for (var i = 0; i < rows.Length; i++)
            {
                AddRow(rows[i], _price[i] / _slack[i]);
            }
            work.Factor();
            for (var i = 0; i < rows.Length; i++)
            {
                _product[i] = _slack[i] * _price[i];
            }
            Direction();
            var affine = StepLength(1);
            var after = 0.0;
            for (var i = 0; i < rows.Length; i++)
            {
                after += (_slack[i] + (affine * _dSlack[i])) * (_price[i] + (affine * _dPrice[i]));
            }
            var centre = Math.Pow(after / rows.Length / mu, 3) * mu;
            for (var i = 0; i < rows.Length; i++)
            {
                _product[i] = (_slack[i] * _price[i]) + (_dSlack[i] * _dPrice[i]) - centre;
            }
            Direction();
            var step = StepLength(ToTheWall);
            if (!(step > 1e-12))
            {
                break;
            }
            for (var v = 0; v < _y.Length; v++)
            {
                _y[v] += step * _dy[v];
            }
            for (var i = 0; i < rows.Length; i++)
            {
                _slack[i] += step * _dSlack[i];
                _price[i] += step * _dPrice[i];
            }
        }
        return _y;
    }

    // The unconstrained optimum of a penalised sum, its slacks and prices lifted above zero.
    private void Start()
    {
        work.CopyFrom(q);
        for (var v = 0; v < c.Length; v++)
        {
            _y[v] = -c[v];
        }
        foreach (var row in rows)
        {
            AddRow(row, 1);
            Spread(_y, row, row.Most);
        }
        work.Factor();
        work.Solve(_y);
        var lift = 0.0;
        for (var i = 0; i < rows.Length; i++)
        {
            _slack[i] = rows[i].Most - Along(_y, rows[i]);
            lift = Math.Max(lift, -1.5 * _slack[i]);
        }
        var (sum, most) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            _price[i] = Math.Max(0, -_slack[i]);
            _slack[i] += lift;
            sum += _slack[i];
            most = Math.Max(most, _price[i]);
        }
        var slack = Math.Max(1e-3, 0.1 * sum / rows.Length);
        var price = Math.Max(1e-3, 0.1 * most);
        for (var i = 0; i < rows.Length; i++)
        {
            _slack[i] = Math.Max(_slack[i], slack);
            _price[i] += price;
        }
    }

    private (double Mu, double Value, double Wide) Measure(double constant)
    {
        q.Multiply(_y, _gradient);
        var value = constant;
        for (var v = 0; v < c.Length; v++)
        {
            value += _y[v] * ((0.5 * _gradient[v]) + c[v]);
            _gradient[v] += c[v];
        }
        var (mu, wide) = (0.0, 0.0);
        for (var i = 0; i < rows.Length; i++)
        {
            Spread(_gradient, rows[i], _price[i]);
            _gap[i] = Along(_y, rows[i]) + _slack[i] - rows[i].Most;
            wide = Math.Max(wide, Math.Abs(_gap[i]));
            mu += _slack[i] * _price[i];
        }
        return (mu / rows.Length, value, wide);
    }

    private void Direction()
    {
        for (var v = 0; v < _dy.Length; v++)
        {
            _dy[v] = -_gradient[v];
        }
        for (var i = 0; i < rows.Length; i++)
        {
            Spread(_dy, rows[i], (_product[i] - (_price[i] * _gap[i])) / _slack[i]);
        }
        work.Solve(_dy);
        for (var i = 0; i < rows.Length; i++)
        {
            _dSlack[i] = -_gap[i] - Along(_dy, rows[i]);
            _dPrice[i] = -(_product[i] + (_price[i] * _dSlack[i])) / _slack[i];
        }
    }

    private double StepLength(double share)
    {
        var step = 1.0;
        for (var i = 0; i < rows.Length; i++)
        {
            if (_slack[i] + (step / share * _dSlack[i]) < 0)
            {
                step = -share * _slack[i] / _dSlack[i];
            }
            if (_price[i] + (step / share * _dPrice[i]) < 0)
            {
                step = -share * _price[i] / _dPrice[i];
            }
        }
        return step;
    }

    private void AddRow(in Row row, double weight)
    {
        if (row.To >= 0)
        {
            work.Add(row.To, row.To, weight);
        }
        if (row.From >= 0)
        {
            work.Add(row.From, row.From, weight);
        }
        if (row.To >= 0 && row.From >= 0)
        {
            work.Add(row.To, row.From, -weight);
        }
    }

    private static void Spread(double[] to, in Row row, double weight)
    {
        if (row.To >= 0)
        {
            to[row.To] += weight;
        }
        if (row.From >= 0)
        {
            to[row.From] -= weight;
        }
    }

    private static double Along(double[] y, in Row row) => (row.To >= 0 ? y[row.To] : 0) - (row.From >= 0 ? y[row.From] : 0);
}
