namespace FusionDsl.Package.Tests;

/// <summary>A test of what happens to libraries of Linux.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class LinuxFactAttribute : FactAttribute
{
    public LinuxFactAttribute() => Skip = OperatingSystem.IsLinux() ? null : "no Linux: TorchSharp's library for Linux is not used here";
}
