using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using FusionDsl.Benchmarks.Cases;
using FusionDsl.Models;
using static TorchSharp.torch;

namespace FusionDsl.Benchmarks.Variants;

/// <summary>
/// A Python with PyTorch as a child. It gets a line of JSON per request and answers with one; in between it sleeps, so that its blocks can
/// alternate with ours. Data, orders and first weights come to it in a safetensors file.
/// </summary>
internal sealed class PyTorchProcess : IDisposable
{
    // The orders of so many epochs are handed over: more are not compared.
    private const int MostLossEpochs = 16;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);
    private static readonly string Script = Path.Combine(AppContext.BaseDirectory, "Python", "pytorch.py");

    private readonly Process _process;
    private readonly StringBuilder _complaints = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("fusion-benchmarks-").FullName;

    private PyTorchProcess(string python)
    {
        Program = python;
        _process = Process.Start(new ProcessStartInfo(python, ["-u", Script])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (_complaints) _complaints.AppendLine(line.Data);
        };
        _process.BeginErrorReadLine();
    }

    /// <summary>The Python that runs.</summary>
    public string Program { get; }

    /// <summary>What PyTorch says about itself: version, BLAS and optimizer.</summary>
    public PyTorchFacts Facts { get; private set; } = new("", "", "");

    /// <summary>Starts the first Python that has PyTorch.</summary>
    /// <param name="python">The only one to try; null: the usual ones.</param>
    /// <returns>Or null and the reason.</returns>
    public static (PyTorchProcess? Process, string? Reason) Start(string? python)
    {
        var reason = "there is no Python";
        foreach (var candidate in python is null ? ["python3", "/usr/bin/python3", "python"] : new[] { python })
        {
            PyTorchProcess? process = null;
            try
            {
                process = new(candidate);
                process.Facts = process.Ask(new() { ["do"] = "facts" }).Deserialize<PyTorchFacts>(JsonSerializerOptions.Web)!;
                return (process, null);
            }
            catch (Exception failure) when (failure is System.ComponentModel.Win32Exception or FusionException or IOException)
            {
                if (failure is not System.ComponentModel.Win32Exception) reason = failure.Message;
                process?.Dispose();
            }
        }
        return (null, reason);
    }

    /// <summary>Hands a workload over; it takes the place of the one before.</summary>
    /// <param name="workload">What to work on.</param>
    /// <param name="weights">Weights and statistics to begin with; null: the first ones of the workload.</param>
    public void Open(Workload workload, IReadOnlyDictionary<string, Tensor>? weights = null)
    {
        var path = Path.Combine(_folder, $"{workload.Case.Name}.safetensors");
        var epochs = Math.Min(MostLossEpochs, workload.Case.LossEpochs);
        using (var scope = NewDisposeScope())
        {
            var tensors = new Dictionary<string, Tensor> { ["labels"] = workload.Labels };
            for (var i = 0; i < workload.Prepared.Count; i++) tensors[$"input/{i}"] = workload.Prepared[i];
            for (var epoch = 1; epoch <= epochs; epoch++) tensors[$"order/{epoch}"] = tensor(Workload.Order(workload.Rows, epoch));
            foreach (var (name, value) in weights ?? workload.FirstWeights)
                if (!name.Contains(".standardizer.")) tensors[$"weight/{name}"] = value;
            SafetensorsFile.Write(path, tensors);
        }
        Ask(new()
        {
            ["do"] = "open", ["case"] = workload.Case.Name, ["file"] = path, ["batch"] = workload.BatchSize,
            ["threads"] = workload.Threads, ["learning_rate"] = workload.Case.LearningRate,
        });
        File.Delete(path);
    }

    public double[] Losses(string variant, int epochs) =>
        [.. Ask(new() { ["do"] = "losses", ["variant"] = variant, ["epochs"] = epochs })["losses"]!.AsArray().Select(loss => (double)loss!)];

    public void Reset(string variant) => Ask(new() { ["do"] = "reset", ["variant"] = variant });

    public TimeSpan Train(string variant, int rounds) => Timed(new() { ["do"] = "train", ["variant"] = variant, ["rounds"] = rounds });

    /// <summary>Deals out so many epochs and does nothing with them.</summary>
    public TimeSpan Deal(string variant, int rounds) => Timed(new() { ["do"] = "deal", ["variant"] = variant, ["rounds"] = rounds });

    /// <summary>Predicts all rows so many times, some of them at once.</summary>
    public TimeSpan Predict(int batch, int rounds) => Timed(new() { ["do"] = "predict", ["batch"] = batch, ["rounds"] = rounds });

    /// <summary>The classes of all rows.</summary>
    public int[] Classes() => [.. Ask(new() { ["do"] = "classes" })["classes"]!.AsArray().Select(place => (int)place!)];

    /// <summary>Memory of the process in bytes: now, and at most so far.</summary>
    public (long Now, long Peak) Memory()
    {
        var answer = Ask(new() { ["do"] = "memory" });
        return ((long)answer["now"]!, (long)answer["peak"]!);
    }

    /// <summary>Ends the child.</summary>
    public void Dispose()
    {
        try
        {
            _process.StandardInput.Close();
            if (!_process.WaitForExit(TimeSpan.FromSeconds(5))) _process.Kill();
        }
        catch (Exception failure) when (failure is IOException or InvalidOperationException) { }
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private TimeSpan Timed(JsonObject request) => TimeSpan.FromSeconds((double)Ask(request)["seconds"]!);

    private JsonNode Ask(JsonObject request)
    {
        _process.StandardInput.WriteLine(request.ToJsonString());
        _process.StandardInput.Flush();
        var reading = _process.StandardOutput.ReadLineAsync();
        if (!reading.Wait(Patience)) throw new FusionException($"PyTorch did not answer within {Patience.TotalMinutes} minutes: {request.ToJsonString()}");
        if (reading.Result is not { } line)
        {
            _process.WaitForExit(TimeSpan.FromSeconds(5));
            lock (_complaints)
                throw new FusionException(LastLine(_complaints.ToString()) is { Length: > 0 } complaint ? complaint : "its Python ended without a word");
        }
        var answer = JsonNode.Parse(line)!;
        if (answer["error"] is { } error) throw new FusionException($"PyTorch: {error}");
        return answer;
    }

    private static string LastLine(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault("");
}

/// <param name="Version">Of PyTorch.</param>
/// <param name="Blas">As its build names it.</param>
/// <param name="Adam">Which of its ways to make an Adam step the tight loop uses.</param>
internal sealed record PyTorchFacts(string Version, string Blas, string Adam);
