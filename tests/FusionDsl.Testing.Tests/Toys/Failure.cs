namespace FusionDsl.Testing.Tests;

/// <summary>What an assertion of the harness says when it fails; it must fail.</summary>
internal static class Failure
{
    public static string Of(Action action) => Assert.Throws<HarnessException>(action).Message;

    public static void Says(string part, Action action) => Assert.Contains(part, Of(action), StringComparison.Ordinal);
}
