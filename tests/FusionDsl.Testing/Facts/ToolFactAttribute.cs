using Xunit;

namespace FusionDsl.Testing;

/// <summary>A test that is skipped, with the reason, where one of the tools is not installed.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ToolFactAttribute : FactAttribute
{
    public ToolFactAttribute(params string[] tools) => Skip = Tool.ReasonToSkip(tools);
}
