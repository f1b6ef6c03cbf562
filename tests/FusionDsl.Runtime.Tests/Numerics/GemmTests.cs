using FusionDsl.Numerics;

namespace FusionDsl.Tests.Numerics;

/// <summary>Products against sums of double numbers written plainly, for both widths of vectors.</summary>
public sealed unsafe class GemmTests
{
    public static TheoryData<int, int, int> Sizes
    {
        get
        {
            var sizes = new TheoryData<int, int, int>
            {
                { 1, 1, 1 }, { 8, 16, 32 }, { 32, 64, 64 }, { 7, 3, 5 }, { 9, 33, 31 }, { 16, 1, 17 }, { 1, 100, 64 }, { 3, 513, 47 }, { 10, 1025, 12 },
                { 65, 20, 33 }, { 2, 512, 16 },
            };
            var random = new Random(20);
            for (var i = 0; i < 20; i++) sizes.Add(random.Next(1, 40), random.Next(1, 700), random.Next(1, 80));
            return sizes;
        }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_product_is_the_sum_of_its_terms(int rows, int depth, int columns)
    {
        foreach (var isWide in Widths())
            foreach (var (leftTransposed, rightTransposed) in new[] { (false, false), (true, false), (false, true), (true, true) })
            {
                using var left = new Numbers(rows, depth, leftTransposed, 1);
                using var right = new Numbers(depth, columns, rightTransposed, 2);
                using var into = new Numbers(rows, columns, false, 3);
                Gemm.Multiply(left.Factor, right.Factor, into.Matrix);
                Check(into, (row, column) => Sum(left, right, row, column), depth, $"wide {isWide}, transposed {leftTransposed} {rightTransposed}");
            }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Bias_sum_and_ReLU_are_part_of_it(int rows, int depth, int columns)
    {
        foreach (var isWide in Widths())
            foreach (var relu in new[] { false, true })
            {
                using var left = new Numbers(rows, depth, false, 4);
                using var right = new Numbers(depth, columns, true, 5);
                using var into = new Numbers(rows, columns, false, 6);
                using var bias = new Numbers(1, columns, false, 7);
                Gemm.Multiply(left.Factor, right.Factor, into.Matrix, new Finish(bias.Matrix.Pointer, relu: relu));
                Check(into, (row, column) => Relu(relu, Sum(left, right, row, column) + bias[0, column]), depth, $"wide {isWide}, bias, ReLU {relu}");

                using var added = new Numbers(rows, columns, false, 8);
                using var before = new Numbers(rows, columns, false, 8);
                Gemm.Multiply(left.Factor, right.Factor, added.Matrix, new Finish(add: true, relu: relu));
                Check(added, (row, column) => Relu(relu, before[row, column] + Sum(left, right, row, column)), depth, $"wide {isWide}, added, ReLU {relu}");
            }
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_packed_factor_gives_the_same(int rows, int depth, int columns)
    {
        foreach (var isWide in Widths())
        {
            using var left = new Numbers(rows, depth, false, 9);
            using var right = new Numbers(depth, columns, true, 10);
            using var into = new Numbers(rows, columns, false, 11);
            using var bias = new Numbers(1, columns, false, 12);
            using var packed = new PackedMatrix(right.Factor);
            Gemm.Multiply(left.Factor, packed, into.Matrix, new Finish(bias.Matrix.Pointer));
            Check(into, (row, column) => Sum(left, right, row, column) + bias[0, column], depth, $"wide {isWide}");
        }
    }

    [Fact]
    public void A_part_of_a_wider_matrix_is_written_and_nothing_beside_it()
    {
        foreach (var isWide in Widths())
        {
            using var left = new Numbers(11, 20, false, 13);
            using var right = new Numbers(20, 37, false, 14);
            using var whole = new Numbers(11, 100, false, 15);
            using var before = new Numbers(11, 100, false, 15);
            Gemm.Multiply(left.Factor, right.Factor, whole.Matrix.Part(40, 37));
            Check(whole, (row, column) => column is >= 40 and < 77 ? Sum(left, right, row, column - 40) : before[row, column], 20, $"wide {isWide}");
        }
    }

    [Fact]
    public void Threads_change_no_bit()
    {
        using var left = new Numbers(200, 300, false, 16);
        using var right = new Numbers(300, 250, false, 17);
        using var one = new Numbers(200, 250, false, 18);
        using var two = new Numbers(200, 250, false, 19);
        var threads = TorchSharp.torch.get_num_threads();
        try
        {
            TorchSharp.torch.set_num_threads(1);
            Gemm.Multiply(left.Factor, right.Factor, one.Matrix);
            TorchSharp.torch.set_num_threads(2);
            Gemm.Multiply(left.Factor, right.Factor, two.Matrix);
        }
        finally
        {
            TorchSharp.torch.set_num_threads(threads);
        }
        for (var row = 0; row < 200; row++) Assert.True(one.Matrix.Row(row).SequenceEqual(two.Matrix.Row(row)));
    }

    [Fact]
    public void NaN_passes_through_a_ReLU()
    {
        foreach (var _ in Widths())
        {
            using var left = new Numbers(8, 4, false, 20);
            using var right = new Numbers(4, 32, false, 21);
            using var into = new Numbers(8, 32, false, 22);
            left.Matrix.Row(3)[2] = float.NaN;
            Gemm.Multiply(left.Factor, right.Factor, into.Matrix, new Finish(relu: true));
            Assert.True(float.IsNaN(into[3, 0]) && float.IsNaN(into[3, 31]));
            Assert.False(float.IsNaN(into[2, 0]));
        }
    }

    // Both ways; the machine's own is back afterwards, also where one fails.
    private static IEnumerable<bool> Widths()
    {
        var own = Gemm.IsWide;
        try
        {
            foreach (var isWide in new[] { true, false })
            {
                Gemm.IsWide = isWide;
                yield return isWide;
            }
        }
        finally
        {
            Gemm.IsWide = own;
        }
    }

    private static double Sum(Numbers left, Numbers right, int row, int column)
    {
        var sum = 0.0;
        for (var k = 0; k < left.Columns; k++) sum += (double)left[row, k] * right[k, column];
        return sum;
    }

    private static double Relu(bool relu, double value) => relu ? Math.Max(0, value) : value;

    private static void Check(Numbers actual, Func<int, int, double> expected, int depth, string how)
    {
        for (var row = 0; row < actual.Rows; row++)
            for (var column = 0; column < actual.Columns; column++)
            {
                var value = expected(row, column);
                Assert.True(Math.Abs(value - actual[row, column]) < 2e-6 * Math.Sqrt(depth) + 1e-5, $"{how}: [{row}, {column}] is {actual[row, column]}, expected {value}");
            }
    }

    /// <summary>A matrix with memory of its own, stored in rows or in columns.</summary>
    private sealed class Numbers : IDisposable
    {
        private readonly AlignedMemory _memory;
        private readonly bool _isTransposed;

        public Numbers(int rows, int columns, bool isTransposed, int seed)
        {
            (Rows, Columns, _isTransposed, _memory) = (rows, columns, isTransposed, new((long)rows * columns));
            var random = new Random(seed);
            for (var i = 0; i < rows * columns; i++) _memory.Pointer[i] = (float)(random.NextDouble() * 2 - 1);
        }

        public int Rows { get; }

        public int Columns { get; }

        public Matrix Matrix => new(_memory.Pointer, Rows, Columns);

        public Factor Factor => _isTransposed ? new Matrix(_memory.Pointer, Columns, Rows).Transposed : Matrix.AsFactor;

        public float this[int row, int column] => _memory.Pointer[_isTransposed ? column * Rows + row : row * Columns + column];

        public void Dispose() => _memory.Dispose();
    }
}
