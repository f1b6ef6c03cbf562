using FusionDsl.Training;

namespace FusionDsl.Tests.Training;

/// <summary>Every schedule, value by value against its formula.</summary>
public sealed class ScheduleTests
{
    private const double Rate = 0.02;

    private static readonly TrainingOptions Options = new() { Epochs = 12, BatchSize = 4, Optimizer = new AdamOptions(Rate) };

    [Fact]
    public void Without_a_schedule_the_rate_is_that_of_the_optimizer() => Assert.All(Rates(Options, 5, 60), rate => Assert.Equal(Rate, rate));

    [Fact]
    public void Step_decay_changes_at_the_first_step_of_every_third_epoch()
    {
        var rates = Rates(Options with { Schedule = new StepScheduleOptions(3, Factor: 0.5) }, 5, 60);
        double[] expected = [.. Enumerable.Repeat(0.02, 15), .. Enumerable.Repeat(0.01, 15), .. Enumerable.Repeat(0.005, 15), .. Enumerable.Repeat(0.0025, 15)];
        AssertClose(expected, rates);
    }

    [Fact]
    public void Cosine_goes_from_the_rate_to_the_minimum_step_by_step()
    {
        var rates = Rates(Options with { Schedule = new CosineScheduleOptions(Minimum: 0.004) }, 5, 61);
        AssertClose(Enumerable.Range(0, 61).Select(step => 0.004 + 0.016 * (1 + Math.Cos(Math.PI * step / 60)) / 2), rates);
        Assert.Equal(Rate, rates[0]);
        Assert.Equal(0.012, rates[30], 1e-15);
        Assert.Equal(0.004, rates[60], 1e-15);
    }

    [Fact]
    public void One_cycle_rises_along_a_cosine_and_falls_along_another()
    {
        var rates = Rates(Options with { Schedule = new OneCycleScheduleOptions(0.5, Rise: 0.25, FinalFactor: 1e-3) }, 5, 60);
        // Of 60 steps a quarter rises: the peak is step 15, whose number counted from 0 is 14; the last one is 59.
        AssertClose(Enumerable.Range(0, 60).Select(step => step <= 14
            ? 0.5 + (0.02 - 0.5) * (1 + Math.Cos(Math.PI * step / 14)) / 2
            : 2e-5 + (0.5 - 2e-5) * (1 + Math.Cos(Math.PI * (step - 14) / 45)) / 2), rates);
        Assert.Equal(Rate, rates[0], 1e-15);
        Assert.Equal(14, rates.IndexOf(rates.Max()));
        Assert.Equal(2e-5, rates[59], 1e-15);
    }

    [Fact]
    public void One_cycle_can_be_straight()
    {
        var rates = Rates(Options with { Schedule = new OneCycleScheduleOptions(0.5, Rise: 0.25, FinalFactor: 1e-3, Linear: true) }, 5, 60);
        AssertClose(Enumerable.Range(0, 60).Select(step => step <= 14
            ? 0.02 + 0.48 * step / 14 : 0.5 + (2e-5 - 0.5) * (step - 14) / 45), rates);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void One_cycle_of_very_few_steps_begins_at_its_peak(int epochs)
    {
        var rates = Rates(Options with { Epochs = epochs, Schedule = new OneCycleScheduleOptions(0.5) }, 1, epochs);
        Assert.Equal(0.5, rates[0], 1e-15);
        if (epochs > 1) Assert.Equal(Rate * 1e-4, rates[^1], 1e-15);
    }

    [Fact]
    public void A_plateau_lowers_the_rate_after_as_many_epochs_as_its_patience_until_the_minimum()
    {
        var schedule = Schedule.Create(Options with { Schedule = new PlateauScheduleOptions(0.5, Patience: 2, Threshold: 0.1, Minimum: 0.006) }, 5);
        // 0.95 is lower than 1, but not by a tenth. 0.85 is, and the counting begins anew.
        (double Loss, double Expected)[] epochs =
        [
            (1, 0.02), (0.95, 0.02), (0.85, 0.02), (0.9, 0.02), (0.8, 0.01), (0.8, 0.01), (2, 0.006), (0.7, 0.006), (0.7, 0.006), (0.7, 0.006),
        ];
        Assert.Equal(Rate, schedule.RateAt(0));
        for (var i = 0; i < epochs.Length; i++)
        {
            schedule.Observe(5 * (i + 1), epochs[i].Loss);
            Assert.Equal(epochs[i].Expected, schedule.RateAt(5 * (i + 1)), 1e-15);
        }
    }

    [Fact]
    public void A_plateau_that_is_resumed_goes_on_as_if_it_had_not_stopped()
    {
        var options = Options with { Schedule = new PlateauScheduleOptions(0.5, Patience: 3), Warmup = new(Epochs: 1) };
        double[] losses = [3, 1, 1.2, 1.1, 0.9, 0.95, 0.95, 0.95, 0.8, 0.9, 0.9, 0.9];
        for (var stop = 0; stop <= losses.Length; stop++)
        {
            var (going, first, resumed) = (Schedule.Create(options, 5), Schedule.Create(options, 5), Schedule.Create(options, 5));
            for (var epoch = 1; epoch <= losses.Length; epoch++)
            {
                going.Observe(5 * epoch, losses[epoch - 1]);
                if (epoch <= stop) first.Observe(5 * epoch, losses[epoch - 1]);
                if (epoch == stop + 1) resumed.Resume([.. first.State]);
                if (epoch <= stop) continue;
                resumed.Observe(5 * epoch, losses[epoch - 1]);
                Assert.Equal(going.RateAt(5 * epoch), resumed.RateAt(5 * epoch));
                Assert.Equal(going.State, resumed.State);
            }
            Assert.Equal(Rate / 4, going.RateAt(60), 1e-15);
        }
    }

    [Fact]
    public void The_state_of_another_schedule_is_refused()
    {
        var plateau = Schedule.Create(Options with { Schedule = new PlateauScheduleOptions() }, 5);
        var cosine = Schedule.Create(Options with { Schedule = new CosineScheduleOptions(), Warmup = new(3) }, 5);
        Assert.Empty(cosine.State);
        cosine.Resume([]);
        Assert.Contains("has 3 numbers; expected 0", Assert.Throws<FusionException>(() => cosine.Resume(plateau.State)).Message);
        Assert.Contains("has 0 numbers; expected 3", Assert.Throws<FusionException>(() => plateau.Resume(cosine.State)).Message);
    }

    [Fact]
    public void A_warm_up_rises_to_the_rate_and_stays_there()
    {
        var rates = Rates(Options with { Warmup = new(Steps: 8) }, 5, 60);
        AssertClose(Enumerable.Range(0, 60).Select(step => step < 8 ? Rate * (step + 1) / 8 : Rate), rates);
        AssertClose(Rates(Options with { Warmup = new(Steps: 10) }, 5, 60), Rates(Options with { Warmup = new(Epochs: 2) }, 5, 60));
    }

    [Fact]
    public void A_schedule_begins_when_the_warm_up_is_over()
    {
        AssertClose(
            Enumerable.Range(0, 60).Select(step => step < 10 ? Rate * (step + 1) / 10 : Rate * (1 + Math.Cos(Math.PI * (step - 10) / 50)) / 2),
            Rates(Options with { Schedule = new CosineScheduleOptions(), Warmup = new(Epochs: 2) }, 5, 60));
        AssertClose(
            Enumerable.Range(0, 60).Select(step => step < 7 ? Rate * (step + 1) / 7 : Rate * Math.Pow(0.1, (step - 7) / 20)),
            Rates(Options with { Schedule = new StepScheduleOptions(4), Warmup = new(Steps: 7) }, 5, 60));
    }

    [Fact]
    public void Epochs_of_a_warm_up_are_no_plateau()
    {
        var schedule = Schedule.Create(Options with { Schedule = new PlateauScheduleOptions(0.5, Patience: 1), Warmup = new(Epochs: 2) }, 5);
        schedule.Observe(5, 1);
        schedule.Observe(10, 2);
        Assert.Equal(Rate, schedule.RateAt(10));
        schedule.Observe(15, 3);
        Assert.Equal(Rate, schedule.RateAt(15));
        schedule.Observe(20, 3);
        Assert.Equal(Rate / 2, schedule.RateAt(20));
    }

    [Fact]
    public void Accumulated_batches_are_one_step_and_the_rest_of_an_epoch_is_one_too()
    {
        // 10 batches in groups of 4 are 3 steps an epoch.
        var rates = Rates(Options with { Accumulate = 4, Schedule = new StepScheduleOptions(2) }, 10, 36);
        AssertClose(Enumerable.Range(0, 36).Select(step => Rate * Math.Pow(0.1, step / 6)), rates);
    }

    [Fact]
    public void The_rate_of_a_step_does_not_depend_on_what_was_asked_before()
    {
        foreach (var options in Valid())
        {
            var inOrder = Rates(options, 5, 60);
            var schedule = Schedule.Create(options, 5);
            foreach (var step in Enumerable.Range(0, 60).Select(step => step * 37 % 60)) Assert.Equal(inOrder[step], schedule.RateAt(step));
        }
    }

    [Fact]
    public void After_the_run_the_rate_stays_what_it_came_to()
    {
        Assert.Equal(0.004, Schedule.Create(Options with { Schedule = new CosineScheduleOptions(0.004) }, 5).RateAt(1000), 1e-15);
        Assert.Equal(Rate * 1e-4, Schedule.Create(Options with { Schedule = new OneCycleScheduleOptions(0.5) }, 5).RateAt(1000), 1e-15);
    }

    [Fact]
    public void Valid_options_are_accepted() => Assert.All(Valid(), options => options.ThrowIfInvalid());

    public static TheoryData<ScheduleOptions?, WarmupOptions?, string> Mistakes => new()
    {
        { new StepScheduleOptions(0), null, "StepSchedule: Every is 0; expected at least 1" },
        { new StepScheduleOptions(1, Factor: 1), null, "StepSchedule: Factor is 1; expected a number above 0 and below 1" },
        { new StepScheduleOptions(1, Factor: 0), null, "StepSchedule: Factor is 0" },
        { new CosineScheduleOptions(Rate), null, "CosineSchedule: Minimum is 0.02; expected at least 0 and below the learning rate of the optimizer, 0.02" },
        { new CosineScheduleOptions(-1e-9), null, "CosineSchedule: Minimum is -1E-09" },
        { new CosineScheduleOptions(double.NaN), null, "CosineSchedule: Minimum is NaN" },
        { new OneCycleScheduleOptions(Rate), null, "OneCycleSchedule: Maximum is 0.02; expected a number above the learning rate of the optimizer, 0.02" },
        { new OneCycleScheduleOptions(double.PositiveInfinity), null, "OneCycleSchedule: Maximum is" },
        { new OneCycleScheduleOptions(1, Rise: 0), null, "OneCycleSchedule: Rise is 0; expected a number above 0 and below 1" },
        { new OneCycleScheduleOptions(1, Rise: 1), null, "OneCycleSchedule: Rise is 1" },
        { new OneCycleScheduleOptions(1, FinalFactor: 0), null, "OneCycleSchedule: FinalFactor is 0" },
        { new OneCycleScheduleOptions(1), new(Steps: 3), "OneCycleSchedule rises from a low rate by itself; expected no Warmup" },
        { new PlateauScheduleOptions(Factor: 1), null, "PlateauSchedule: Factor is 1" },
        { new PlateauScheduleOptions(Patience: 0), null, "PlateauSchedule: Patience is 0; expected at least 1" },
        { new PlateauScheduleOptions(Patience: 10), null, "PlateauSchedule: Patience is 10; expected less than the 10 epochs after which training stops" },
        { new PlateauScheduleOptions(Threshold: 1), null, "PlateauSchedule: Threshold is 1" },
        { new PlateauScheduleOptions(Minimum: 0.03), null, "PlateauSchedule: Minimum is 0.03; expected at least 0 and below" },
        { null, new(), "Warmup: neither Steps and Epochs" },
        { null, new(Steps: 1, Epochs: 1), "Warmup: both Steps and Epochs are given; expected one of them" },
        { null, new(Steps: 0), "Warmup: Steps is 0; expected at least 1" },
        { null, new(Epochs: 0), "Warmup: Epochs is 0; expected at least 1" },
        { null, new(Epochs: 12), "Warmup: Epochs is 12; expected less than the 12 epochs of the run" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public void A_mistake_is_named_with_what_was_expected(ScheduleOptions? schedule, WarmupOptions? warmup, string expected)
    {
        var options = Options with { Schedule = schedule, Warmup = warmup };
        Assert.Contains(expected, Assert.Throws<FusionException>(() => options.ThrowIfInvalid()).Message);
        Assert.Contains(expected, Assert.Throws<FusionException>(() => Schedule.Create(options, 5)).Message);
    }

    [Fact]
    public void A_plateau_may_wait_as_long_as_it_likes_where_nothing_stops_early() =>
        (Options with { Patience = 0, Schedule = new PlateauScheduleOptions(Patience: 50) }).ThrowIfInvalid();

    [Fact]
    public void A_warm_up_that_is_as_long_as_the_run_is_told_when_its_steps_are_known()
    {
        (Options with { Warmup = new(Steps: 60) }).ThrowIfInvalid();
        Schedule.Create(Options with { Warmup = new(Steps: 59) }, 5);
        Assert.Contains("Steps is 60; expected less than the 60 steps of the run (5 an epoch)",
            Assert.Throws<FusionException>(() => Schedule.Create(Options with { Warmup = new(Steps: 60) }, 5)).Message);
    }

    private static IEnumerable<TrainingOptions> Valid() =>
    [
        Options,
        Options with { Schedule = new StepScheduleOptions(4) },
        Options with { Schedule = new CosineScheduleOptions(), Warmup = new(Steps: 9) },
        Options with { Schedule = new OneCycleScheduleOptions(0.1) },
        Options with { Schedule = new PlateauScheduleOptions(), Warmup = new(Epochs: 1) },
    ];

    private static List<double> Rates(TrainingOptions options, int batchesPerEpoch, int count)
    {
        var schedule = Schedule.Create(options, batchesPerEpoch);
        return [.. Enumerable.Range(0, count).Select(step => schedule.RateAt(step))];
    }

    private static void AssertClose(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual, (e, a) => (e, a)), (pair, step) => Assert.True(Math.Abs(pair.e - pair.a) <= 1e-15, $"step {step}: {pair.a}, not {pair.e}"));
}
