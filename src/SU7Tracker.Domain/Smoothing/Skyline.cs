namespace SU7Tracker.Domain.Smoothing;

/// <summary>
/// A symmetric positive definite matrix, of each row the elements from the first that is not zero to the diagonal.
/// Its Cholesky factor has the same shape (George, Liu, Computer Solution of Large Sparse Positive Definite Systems, "Envelope methods").
/// </summary>
internal sealed class Skyline
{
    private readonly int[] _first;   // of each row the column of the first element
    private readonly int[] _at;      // where column 0 of each row would be
    private readonly double[] _elements;

    /// <param name="first">Of each row the column of its first element, at most that of the diagonal.</param>
    public Skyline(int[] first)
    {
        _first = first;
        _at = new int[first.Length];
        var size = 0;
        for (var i = 0; i < first.Length; i++)
        {
            _at[i] = size - first[i];
            size += i - first[i] + 1;
        }
        _elements = new double[size];
    }

    /// <summary>Adds to an element in or below the diagonal and to its mirror.</summary>
    public void Add(int row, int column, double value) => _elements[_at[Math.Max(row, column)] + Math.Min(row, column)] += value;

    /// <summary>Takes over the elements of a matrix of the same shape.</summary>
    public void CopyFrom(Skyline other) => other._elements.CopyTo(_elements, 0);

    /// <summary>The product with a vector.</summary>
    public void Multiply(ReadOnlySpan<double> vector, Span<double> product)
    {
        product.Clear();
        for (var i = 0; i < _first.Length; i++)
        {
            var sum = _elements[_at[i] + i] * vector[i];
            for (var j = _first[i]; j < i; j++)
            {
                var element = _elements[_at[i] + j];
                sum += element * vector[j];
                product[j] += element * vector[i];
            }
            product[i] += sum;
        }
    }

    /// <summary>Puts the Cholesky factor in the place of the matrix; a pivot that rounding has made too small is raised.</summary>
    public void Factor()
    {
        for (var i = 0; i < _first.Length; i++)
        {
            var row = _elements.AsSpan(_at[i] + _first[i], i - _first[i] + 1);
            for (var j = _first[i]; j < i; j++)
            {
                var from = Math.Max(_first[i], _first[j]);
                var sum = row[j - _first[i]] - Dot(row[(from - _first[i])..(j - _first[i])], _elements.AsSpan(_at[j] + from, j - from));
                row[j - _first[i]] = sum / _elements[_at[j] + j];
            }
            var above = row[^1];
            var pivot = above - Dot(row[..^1], row[..^1]);
            row[^1] = Math.Sqrt(Math.Max(pivot, (above * 1e-15) + 1e-300));
        }
    }

    /// <summary>Solves for a right side, in its place, once the matrix is factored.</summary>
    public void Solve(Span<double> side)
    {
        for (var i = 0; i < _first.Length; i++)
        {
            var row = _elements.AsSpan(_at[i] + _first[i], i - _first[i]);
            side[i] = (side[i] - Dot(row, side[_first[i]..i])) / _elements[_at[i] + i];
        }
        for (var i = _first.Length - 1; i >= 0; i--)
        {
            var value = side[i] /= _elements[_at[i] + i];
            for (var j = _first[i]; j < i; j++)
            {
                side[j] -= _elements[_at[i] + j] * value;
            }
        }
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        var sum = 0.0;
        for (var i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
