using System.Runtime.InteropServices;
using System.Text;
using FusionDsl.Native;
using TorchSharp;

namespace FusionDsl.Tests.Native;

public sealed class LibTorchTests
{
    private const string Version = "GLIBCXX_3.4.32";

    [Fact]
    public void Tensors_work_on_this_machine()
    {
        LibTorch.EnsureLoaded();
        using var three = torch.tensor(new[] { 1f, 2f }).sum();
        Assert.Equal(3f, three.ToSingle());
        Assert.Equal("Net", LibTorch.ReadyFor("Net"));
    }

    [LinuxFact]
    public void The_mended_library_differs_from_the_package_in_one_flag()
    {
        var original = File.ReadAllBytes(PackagedLibrary);
        var mended = File.ReadAllBytes(LibraryInOutput);
        Assert.Equal(original.Length, mended.Length);
        var differences = Enumerable.Range(0, original.Length).Where(i => original[i] != mended[i]).ToArray();
        var flag = Assert.Single(differences);
        Assert.Equal((0, 2), (original[flag], mended[flag]));
        // The flag follows the hash of the version's name (Elf64_Vernaux: vna_hash, vna_flags), so this is the entry that was meant.
        Assert.Equal(ElfHash(Version), BitConverter.ToUInt32(original, flag - 4));
        Assert.True(original.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Version + "\0")) > 0);
    }

    [Theory]
    [InlineData("/lib/libstdc++.so.6: version `GLIBCXX_3.4.32' not found (required by /app/x.so)", "GLIBCXX_3.4.32 of libstdc++", "rebuild")]
    [InlineData("/lib/libc.so.6: version `GLIBC_2.38' not found (required by /app/x.so)", "GLIBC_2.38 of libc.so.6", "newer system")]
    [InlineData("libgomp.so.1: cannot open shared object file: No such file or directory", "'libgomp.so.1'", "system package")]
    [InlineData("libtorch_cpu.so: cannot open shared object file: No such file or directory", "'libtorch_cpu.so'", "TorchSharp-cpu")]
    [InlineData("/app/libLibTorchSharp.so: cannot open shared object file: No such file", "was not found for", "TorchSharp-cpu")]
    public void A_failure_names_the_library_the_reason_and_the_mend(string loader, string reason, string mend)
    {
        var failure = Record.Exception(() => LibTorch.Load("libLibTorchSharp.so", () => throw new DllNotFoundException(loader)));
        var message = Assert.IsType<FusionException>(failure).Message;
        Assert.Contains("libLibTorchSharp.so", message);
        Assert.Contains(reason, message);
        Assert.Contains(mend, message);
    }

    [LinuxFact]
    public void The_packages_own_library_is_refused_in_plain_words_where_libstdcxx_is_older()
    {
        LibTorch.EnsureLoaded();
        var libstdcxx = File.ReadLines("/proc/self/maps").First(line => line.Contains("/libstdc++.so")).Split(' ', 6)[^1].Trim();
        var isNewEnough = File.ReadAllBytes(libstdcxx).AsSpan().IndexOf(Encoding.ASCII.GetBytes(Version + "\0")) > 0;

        var failure = Record.Exception(() => LibTorch.Load("libLibTorchSharp.so", () => NativeLibrary.Load(PackagedLibrary)));

        if (isNewEnough) Assert.Null(failure);
        else Assert.Contains($"demands {Version} of libstdc++", Assert.IsType<FusionException>(failure).Message);
    }

    private static string LibraryInOutput
    {
        get
        {
            var perPlatform = Path.Combine(AppContext.BaseDirectory, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
            return File.Exists(perPlatform) ? perPlatform : Path.Combine(AppContext.BaseDirectory, "libLibTorchSharp.so");
        }
    }

    private static string PackagedLibrary
    {
        get
        {
            var packages = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
            var version = typeof(torch).Assembly.GetName().Version!.ToString(3);
            return Path.Combine(packages, "torchsharp", version, "runtimes", "linux-x64", "native", "libLibTorchSharp.so");
        }
    }

    // The hash of the System V ABI.
    private static uint ElfHash(string name)
    {
        var hash = 0u;
        foreach (var letter in name)
        {
            hash = (hash << 4) + letter;
            var top = hash & 0xf0000000;
            hash = (hash ^ (top >> 24)) & ~top;
        }
        return hash;
    }
}

/// <summary>A test of what only Linux has.</summary>
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute()
    {
        if (!OperatingSystem.IsLinux()) Skip = "ELF libraries are those of Linux.";
    }
}
