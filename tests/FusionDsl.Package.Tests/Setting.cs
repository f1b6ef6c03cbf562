using System.Reflection;

namespace FusionDsl.Package.Tests;

/// <summary>What the build of these tests knows and a test has to know too.</summary>
internal static class Setting
{
    public static string Root => Of(nameof(Root));

    public static string Configuration => Of(nameof(Configuration));

    public static string Version => Of(nameof(Version));

    /// <summary>Packages that are on this machine already; half a gigabyte of them need not be fetched again.</summary>
    public static string PackageCache => Of(nameof(PackageCache));

    private static string Of(string key) => typeof(Setting).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == key).Value!;
}
