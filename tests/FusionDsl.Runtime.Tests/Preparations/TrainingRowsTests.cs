using FusionDsl.Data;
using FusionDsl.Data.Storage;
using FusionDsl.Preparations;
using FusionDsl.Tests.Layers;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Preparations;

public sealed class TrainingRowsTests
{
    [Fact]
    public void Each_preparation_sees_what_those_before_it_make()
    {
        using var scope = NewDisposeScope();
        var values = LayerChecks.Random(1, 500, 3, 40) * 5 + 2;
        using var resampler = new Resampler(40, 10, 5);
        using var standardizer = new Standardizer(3);
        var raw = new TrainingRows(values);
        var resampled = raw.Through(resampler);
        Assert.Equal([500, 3, 40], raw.Shape);
        Assert.Equal([500, 3, 20], resampled.Shape);
        standardizer.Fit(resampled);
        using var expected = new Standardizer(3);
        expected.Fit(resampler.call(values));
        LayerChecks.Equal(expected.get_buffer("mean")!, standardizer.get_buffer("mean")!, 1e-6);
        LayerChecks.Equal(expected.get_buffer("scale")!, standardizer.get_buffer("scale")!, 1e-6);
        var slices = resampled.Through(standardizer).Slices(ScalarType.Float32).Select(slice => slice.clone());
        LayerChecks.Equal(standardizer.call(resampler.call(values)), cat([.. slices]), 1e-6);
    }

    [Fact]
    public void Tokens_pass_through_as_tokens()
    {
        using var scope = NewDisposeScope();
        using var oneHot = new OneHotEncoder(length: 1, vocabulary: 3);
        var rows = new TrainingRows(tensor(new long[,] { { 2 }, { 0 }, { 1 } })).Through(oneHot);
        Assert.Equal([3, 3], rows.Shape);
        var slice = Assert.Single(rows.Slices().Select(slice => slice.clone()));
        LayerChecks.Equal(tensor(new float[,] { { 0, 0, 1 }, { 1, 0, 0 }, { 0, 1, 0 } }), slice, 0);
    }

    [Fact]
    public void Tables_in_files_give_what_tables_in_memory_give()
    {
        using var scope = NewDisposeScope();
        var folder = Path.GetTempPath();
        // Some slices' worth of rows, so that the sums go over several.
        var values = LayerChecks.Random(2, 3000, 1500).cumsum(1) * 0.1;
        var mapped = MappedFile.Zeros([3000, 1500], ScalarType.Float32, folder);
        mapped.copy_(values);
        using var onDisk = new Table(mapped, null, folder);
        using var inMemory = new Table(values.clone());
        Assert.True(onDisk.IsMapped && !inMemory.IsMapped);
        long[] some = [.. Enumerable.Range(0, 2500).Select(i => (long)(i * 7 % 3000))];
        using Table partOnDisk = onDisk.Over(some), partInMemory = inMemory.Over(some);

        Func<nn.Module<Tensor, Tensor>>[] kinds = [() => new Standardizer(1500), () => new MinMaxScaler(1500), () => new PrincipalAxes(1500, 6, whiten: true)];
        foreach (var make in kinds)
        {
            using nn.Module<Tensor, Tensor> one = make(), other = make();
            Fit(one, partOnDisk);
            Fit(other, partInMemory);
            Assert.Equal(Bits(one), Bits(other));
            // And both are those of the rows as one tensor.
            using var plain = make();
            ((dynamic)plain).Fit(values.index_select(0, tensor(some)));
            foreach (var (name, buffer) in plain.named_buffers()) LayerChecks.Equal(buffer, one.get_buffer(name)!, 1e-5);
        }

        static IEnumerable<string> Bits(nn.Module module) => module.state_dict().Select(pair => Convert.ToHexString(pair.Value.bytes));

        static void Fit(nn.Module<Tensor, Tensor> module, Table rows) => ((dynamic)module).Fit(new TrainingRows(rows));
    }

    [Fact]
    public void Fitting_leaves_nothing_behind()
    {
        using var values = LayerChecks.Random(3, 5000, 2, 30);
        using var resampler = new Resampler(30, 10, 5);
        using var minMax = new MinMaxScaler(2);
        using var axes = new PrincipalAxes(30, 4);
        Fit();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        for (var i = 0; i < 3; i++) Fit();
        Assert.InRange(DisposeScopeManager.Statistics.ThreadTotalLiveCount, long.MinValue, before);

        void Fit()
        {
            var rows = new TrainingRows(values).Through(resampler);
            minMax.Fit(rows);
            axes.Fit(rows.Through(minMax));
        }
    }
}
