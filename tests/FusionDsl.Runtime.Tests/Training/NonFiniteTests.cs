using FusionDsl.Data;
using FusionDsl.Training;
using TorchSharp;
using static TorchSharp.torch;

namespace FusionDsl.Tests.Training;

public sealed class NonFiniteTests
{
    [Fact]
    public void Where_everything_is_finite_nothing_is_found()
    {
        using var net = Nets.Make(1);
        var (x, _) = Nets.Batch(8, 1);
        var search = new NonFiniteSearch();
        using var output = net.call(x);
        using var ids = tensor(new long[,] { { 1, 2 }, { 3, long.MaxValue } });
        search.Input("Ids", ids);
        search.Input("X", x);
        search.Labels("Y", zeros(8, 1));
        search.Node("Net", net, output);
        search.Loss("Y", zeros(1).sum(), output);
        Assert.Null(search.Found);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void Bad_data_are_found_with_their_row(float bad)
    {
        using var x = zeros(5, 3, 2);
        x[3, 1, 0] = bad;
        var search = new NonFiniteSearch();
        search.Input("X", x);
        Assert.Equal(new NonFinite("X", NonFinitePart.Input, bad) { Row = 3 }, search.Found);
        Assert.Contains("It began at 'X': a value of row 3 of the batch (counted from 0) is " + (float.IsNaN(bad) ? "NaN" : "infinite"), search.Found!.Tell());
    }

    [Fact]
    public void The_first_that_is_shown_counts()
    {
        using var bad = full(2, 3, float.NaN);
        using var net = nn.Linear(3, 3);
        var search = new NonFiniteSearch();
        search.Node("First", net, bad);
        search.Input("Second", bad);
        search.Loss("Third", bad.sum(), bad);
        Assert.Equal(("First", NonFinitePart.Output), (search.Found!.Node, search.Found.Part));
    }

    [Fact]
    public void A_weight_is_blamed_before_the_output_that_it_spoils()
    {
        using var net = Nets.Make(1);
        using (no_grad()) net.get_parameter("dense.bias")!.view(-1)[2] = float.PositiveInfinity;
        var (x, _) = Nets.Batch(8, 1);
        using var output = net.call(x);
        var search = new NonFiniteSearch();
        search.Node("Net", net, output);
        Assert.Equal(new NonFinite("Net", NonFinitePart.Weights, double.PositiveInfinity) { Weight = "dense.bias" }, search.Found);
        Assert.Contains("its weight 'dense.bias' is infinite", search.Found!.Tell());
    }

    [Fact]
    public void An_output_that_overflows_is_told_with_the_size_of_the_weights()
    {
        using var net = nn.Linear(1, 1, hasBias: false);
        using (no_grad()) net.weight.fill_(-2e30f);
        using var x = tensor(new[,] { { 1f }, { 1e20f }, { 2f } });
        using var output = net.call(x);
        var search = new NonFiniteSearch();
        search.Node("Net", net, output);
        Assert.Equal(("Net", NonFinitePart.Output, double.NegativeInfinity, 1), (search.Found!.Node, search.Found.Part, search.Found.Value, search.Found.Row));
        Assert.Contains("its output for row 1 of the batch (counted from 0) is infinite, though what it reads is finite, and so are its weights (up to 2E+30)", search.Found.Tell());
    }

    [Fact]
    public void Statistics_count_only_where_they_are_used()
    {
        using var norm = nn.BatchNorm1d(2);
        using (no_grad()) norm.running_var!.fill_(float.NaN);
        using var finite = zeros(3, 2);
        NonFinite? Find()
        {
            var search = new NonFiniteSearch();
            search.Node("Norm", norm, finite);
            return search.Found;
        }
        norm.train();
        Assert.Null(Find());
        norm.eval();
        Assert.Equal(("Norm", NonFinitePart.Weights, "running_var"), (Find()!.Node, Find()!.Part, Find()!.Weight));
    }

    [Fact]
    public void A_loss_is_blamed_last_and_freed()
    {
        using var predictions = tensor(new[] { 3f, -1e25f });
        var loss = predictions.square().sum();
        var search = new NonFiniteSearch();
        search.Loss("Y", loss, predictions);
        Assert.True(loss.IsInvalid);
        Assert.Contains("It began at 'Y': its loss is infinite, though its predictions are finite (up to 1E+25)", search.Found!.Tell());
    }

    [Fact]
    public void A_search_leaves_no_tensor_behind()
    {
        using var net = Nets.Make(1);
        var (x, _) = Nets.Batch(8, 1);
        using var output = net.call(x);
        using var bad = x.clone();
        bad[3, 0, 0] = float.NaN;
        Look();
        var before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        Look();
        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);

        void Look()
        {
            var search = new NonFiniteSearch();
            search.Input("X", x);
            search.Node("Net", net, output);
            search.Loss("Y", output.sum(), output);
            search.Input("X", bad);
            Assert.NotNull(search.Found);
        }
    }

    [Fact]
    public void Among_the_weights_of_a_model_the_first_bad_one_is_named_with_its_node()
    {
        using var net = Nets.Make(1);
        Assert.Null(NonFinite.InWeights(net));
        using (no_grad())
        {
            net.get_parameter("head.weight")!.fill_(float.NaN);
            net.get_parameter("dense.weight")!.fill_(float.NegativeInfinity);
        }
        Assert.Equal(new NonFinite("dense", NonFinitePart.Weights, double.NegativeInfinity) { Weight = "weight" }, NonFinite.InWeights(net));
    }

    [Fact]
    public void A_row_of_a_batch_becomes_the_name_of_its_sample()
    {
        var rows = new RowInfo(["a", "b", "c", "d", "e", "f", "g"]);
        var found = new NonFinite("X", NonFinitePart.Input, double.NaN) { Row = 2 };
        Assert.Equal("f", found.Named(rows, before: 3).Sample);
        Assert.Contains("a value of the sample 'f' is NaN", found.Named(rows, before: 3).Tell());

        var order = new long[7];
        Shuffle.Fill(order, seed: 4, epoch: 9);
        Assert.Equal(rows.Names[(int)order[5]], found.Named(rows, seed: 4, epoch: 9, before: 3).Sample);
        Assert.Null(found.Named(rows, seed: 4, epoch: 0, before: 3).Sample);
        Assert.Null((found with { Row = null }).Named(rows, before: 3).Sample);
    }

    [Fact]
    public void The_error_tells_epoch_step_and_node()
    {
        var cause = new NonFinite("Far", NonFinitePart.Input, double.NaN) { Row = 2, Sample = "r17" };
        var error = DivergedException.AtStep(3, 12, double.NaN, cause);
        Assert.Equal("The training loss became NaN in step 12 of epoch 3. It began at 'Far': a value of the sample 'r17' is NaN. Mend the data, or leave such samples out.", error.Message);
        Assert.Equal((3, 12, "Far", cause), (error.Epoch, error.Step!.Value, error.Node, error.Cause));
        Assert.Equal("The validation loss is Infinity after epoch 3. " + cause.Tell(), DivergedException.AtValidation(3, double.PositiveInfinity, cause).Message);

        var unknown = DivergedException.AtStep(0, 12, double.NaN);
        Assert.Null(unknown.Node);
        Assert.StartsWith("The training loss became NaN in step 12. Try a learning rate ten times smaller", unknown.Message);
    }

    [Fact]
    public void The_log_knows_the_last_loss_and_asks_for_a_cause_only_where_there_is_one()
    {
        using var log = new LossLog(2, CPU);
        Assert.Null(log.Last);
        log.Add(2f, 10);
        log.Add(3f, 4);
        Assert.Equal((3f, 14L), (log.Last!.Value, log.Samples));
        log.Mean(1, () => throw new InvalidOperationException("nobody is to blame"));
        log.Add(float.NaN, 4);
        var cause = new NonFinite("E", NonFinitePart.Weights, double.NaN) { Weight = "0.bias" };
        var error = Assert.Throws<DivergedException>(() => log.Mean(1, () => cause));
        Assert.Equal((3, "E"), (error.Step, error.Node));
        log.Clear();
        Assert.Equal((null, 0L), (log.Last, log.Samples));
    }
}
