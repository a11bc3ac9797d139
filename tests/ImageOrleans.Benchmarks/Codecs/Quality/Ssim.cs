using System.Numerics;

namespace ImageOrleans.Benchmarks.Codecs.Quality;

/// <summary>
/// Structural similarity of luma: Wang, Bovik, Sheikh, Simoncelli, "Image Quality Assessment: From Error Visibility to Structural
/// Similarity", IEEE Transactions on Image Processing 13(4), 2004. As there: a Gaussian window of 11 by 11 with a standard
/// deviation of 1.5, moved pixel by pixel within the picture, K1 = 0.01, K2 = 0.03; without the scaling that the authors advise
/// for large pictures.
/// </summary>
internal sealed class Ssim
{
    private const int Window = 11;
    private const double Deviation = 1.5;
    private const float C1 = 0.01f * 255 * 0.01f * 255;
    private const float C2 = 0.03f * 255 * 0.03f * 255;

    /// <summary>Subtracted from luma, so that single precision is enough for the differences of squares.</summary>
    private const float Middle = 128;

    private static readonly float[] Weights = CreateWeights();

    private readonly int _width;
    private readonly float[] _a;
    private readonly float[] _b;
    private readonly float[] _aa;
    private readonly float[] _bb;
    private readonly float[] _ab;

    private Ssim(int width)
    {
        _width = width;
        _a = new float[width];
        _b = new float[width];
        _aa = new float[width];
        _bb = new float[width];
        _ab = new float[width];
    }

    /// <summary>Compares two pictures.</summary>
    /// <param name="a">The luma of one, row by row.</param>
    /// <param name="b">The luma of the other.</param>
    /// <param name="width">Pixels across.</param>
    /// <returns>1 for equal pictures; null where the picture is smaller than the window.</returns>
    public static double? Measure(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int width)
    {
        var height = a.Length / width;
        if (width < Window || height < Window)
        {
            return null;
        }

        var ssim = new Ssim(width);
        var rows = height - Window + 1;
        var sum = 0.0;
        for (var y = 0; y < rows; y++)
        {
            ssim.WeighRows(a.Slice(y * width, Window * width), b.Slice(y * width, Window * width));
            sum += ssim.SumOfRow();
        }

        return sum / ((double)rows * (width - Window + 1));
    }

    private static float[] CreateWeights()
    {
        var weights = new double[Window];
        for (var i = 0; i < Window; i++)
        {
            var distance = i - (Window / 2);
            weights[i] = Math.Exp(-distance * distance / (2 * Deviation * Deviation));
        }

        return [.. weights.Select(weight => (float)(weight / weights.Sum()))];
    }

    /// <summary>Adds up the rows of the window, weighted, for each column.</summary>
    private void WeighRows(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        var x = 0;
        for (; x <= _width - Vector<float>.Count; x += Vector<float>.Count)
        {
            Vector<float> sumA = default, sumB = default, sumAA = default, sumBB = default, sumAB = default;
            for (var i = 0; i < Window; i++)
            {
                var va = new Vector<float>(a[((i * _width) + x)..]) - new Vector<float>(Middle);
                var vb = new Vector<float>(b[((i * _width) + x)..]) - new Vector<float>(Middle);
                var (weightedA, weightedB) = (va * Weights[i], vb * Weights[i]);
                sumA += weightedA;
                sumB += weightedB;
                sumAA += weightedA * va;
                sumBB += weightedB * vb;
                sumAB += weightedA * vb;
            }

            sumA.CopyTo(_a, x);
            sumB.CopyTo(_b, x);
            sumAA.CopyTo(_aa, x);
            sumBB.CopyTo(_bb, x);
            sumAB.CopyTo(_ab, x);
        }

        for (; x < _width; x++)
        {
            (_a[x], _b[x], _aa[x], _bb[x], _ab[x]) = (0, 0, 0, 0, 0);
            for (var i = 0; i < Window; i++)
            {
                var (va, vb, weight) = (a[(i * _width) + x] - Middle, b[(i * _width) + x] - Middle, Weights[i]);
                _a[x] += weight * va;
                _b[x] += weight * vb;
                _aa[x] += weight * va * va;
                _bb[x] += weight * vb * vb;
                _ab[x] += weight * va * vb;
            }
        }
    }

    /// <summary>The sum of the similarity of the windows in the rows that were weighed.</summary>
    private double SumOfRow()
    {
        var windows = _width - Window + 1;
        var sums = Vector<float>.Zero;
        var x = 0;
        for (; x <= windows - Vector<float>.Count; x += Vector<float>.Count)
        {
            sums += Similarity(
                WeighColumns(_a, x), WeighColumns(_b, x), WeighColumns(_aa, x), WeighColumns(_bb, x), WeighColumns(_ab, x));
        }

        double sum = Vector.Sum(sums);
        for (; x < windows; x++)
        {
            // The lanes are the same: one is used.
            var similarity = Similarity(
                WeighColumn(_a, x), WeighColumn(_b, x), WeighColumn(_aa, x), WeighColumn(_bb, x), WeighColumn(_ab, x));
            sum += similarity[0];
        }

        return sum;
    }

    private static Vector<float> WeighColumns(float[] values, int x)
    {
        var sum = Vector<float>.Zero;
        for (var i = 0; i < Window; i++)
        {
            sum += new Vector<float>(values, x + i) * Weights[i];
        }

        return sum;
    }

    private static Vector<float> WeighColumn(float[] values, int x)
    {
        var sum = 0f;
        for (var i = 0; i < Window; i++)
        {
            sum += values[x + i] * Weights[i];
        }

        return new Vector<float>(sum);
    }

    private static Vector<float> Similarity(
        Vector<float> a, Vector<float> b, Vector<float> aa, Vector<float> bb, Vector<float> ab)
    {
        var (varianceA, varianceB, covariance) = (aa - (a * a), bb - (b * b), ab - (a * b));
        var (meanA, meanB) = (a + new Vector<float>(Middle), b + new Vector<float>(Middle));
        var (c1, c2) = (new Vector<float>(C1), new Vector<float>(C2));
        return ((meanA * meanB * 2) + c1) * ((covariance * 2) + c2)
            / (((meanA * meanA) + (meanB * meanB) + c1) * (varianceA + varianceB + c2));
    }
}
