using FusionDsl.Data;
using FusionDsl.Models.Tests.Declared;
using FusionDsl.Models.Tests.Support;

namespace FusionDsl.Models.Tests.Data;

public sealed class DatasetTests
{
    [Fact]
    public void A_short_sequence_is_filled_with_token_0()
    {
        using var data = CipherNet.Dataset.From(
        [
            new(Opcodes: new long[] { 3, 4 }, Counts: new float[12], Verdict: Cipher.Prince),
            new(Opcodes: new long[24], Counts: new float[12], Verdict: Cipher.Aes),
        ]);
        Assert.Equal([3, 4, .. new double[46]], Plain.One(data.Opcodes));
        Assert.Equal([2, 0], Plain.One(data.Labels.Verdict));
    }

    [Fact]
    public void Samples_are_copied()
    {
        var counts = new float[12];
        using var data = CipherNet.Dataset.From([new(Opcodes: new long[1], Counts: counts, Verdict: Cipher.Aes)]);
        counts[0] = 5;
        Assert.Equal(new double[12], Plain.One(data.Counts));
    }

    [Fact]
    public void A_split_deals_every_sample_once_the_same_for_the_same_seed()
    {
        using var data = Line.Dataset.From(Enumerable.Range(0, 40).Select(i => new Line.Sample(new float[] { i, 0 }, i)));
        using var split = data.Split(validation: 0.25, test: 0.1, seed: 3);
        Assert.Equal((26, 10, 4), (split.Train.Count, split.Validation.Count, split.Test.Count));
        double[] Labels(Line.Dataset part) => Plain.One(part.Labels.Y);
        Assert.Equal(
            Enumerable.Range(0, 40).Select(i => (double)i),
            Labels(split.Train).Concat(Labels(split.Validation)).Concat(Labels(split.Test)).Order());
        foreach (var part in new[] { split.Train, split.Validation, split.Test })
        {
            var x = Plain.Two(part.X);
            Assert.Equal(Labels(part), Enumerable.Range(0, part.Count).Select(row => x[row, 0]));
            Assert.Equal(Labels(part).Select(label => $"{label}"), part.Info.Names);
        }
        using var same = data.Split(validation: 0.25, test: 0.1, seed: 3);
        using var other = data.Split(validation: 0.25, test: 0.1, seed: 4);
        Assert.Equal(Labels(split.Validation), Labels(same.Validation));
        Assert.NotEqual(Labels(split.Validation), Labels(other.Validation));
    }

    [Fact]
    public void A_stratified_split_keeps_the_proportions_of_the_classes()
    {
        using var data = CipherNet.Dataset.From(Enumerable.Range(0, 100).Select(i =>
            new CipherNet.Sample(Opcodes: new long[1], Counts: new float[12], Verdict: i < 60 ? Cipher.Aes : i < 90 ? Cipher.Present : Cipher.Sparx)));
        using var split = data.Split(new SplitPlan(Validation: 0.2, Test: 0.1, Stratify: "Verdict", Seed: 5));
        int[] Counts(CipherNet.Dataset part) => [.. Enumerable.Range(0, 4).Select(i => Plain.One(part.Labels.Verdict).Count(label => label == i))];
        Assert.Equal([42, 21, 0, 7], Counts(split.Train));
        Assert.Equal([12, 6, 0, 2], Counts(split.Validation));
        Assert.Equal([6, 3, 0, 1], Counts(split.Test));
    }

    [Fact]
    public void Parts_of_a_split_outlive_the_whole()
    {
        var data = Line.Dataset.From(Enumerable.Range(0, 10).Select(i => new Line.Sample(new float[] { i, 0 }, i)));
        using var split = data.Split(0.2, 0.2, 1);
        data.Dispose();
        Assert.Equal(split.Train.Info.Names.Select(double.Parse), Plain.One(split.Train.Labels.Y));
    }

    [Fact]
    public void A_part_of_a_part_is_rows_of_the_whole()
    {
        using var data = Line.Dataset.From(Enumerable.Range(0, 40).Select(i => new Line.Sample(new float[] { i, 0 }, i)));
        using var outer = data.Split(0.5, 0, 1);
        using var inner = outer.Train.Split(0.5, 0, 2);
        using var loader = new Line.Loader(inner.Train, 4);
        var dealt = loader.InOrder().SelectMany(batch => Plain.One(batch.Labels.Y)).ToList();
        Assert.Equal(10, dealt.Count);
        Assert.Equal(inner.Train.Info.Names.Select(double.Parse), dealt);
    }
}
