using Xunit;

namespace FusionDsl.Testing;

/// <summary>A theory that is skipped, with the reason, where one of the tools is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolTheoryAttribute : TheoryAttribute
{
    public ToolTheoryAttribute(params string[] tools) => Skip = Tool.ReasonToSkip(tools);
}
