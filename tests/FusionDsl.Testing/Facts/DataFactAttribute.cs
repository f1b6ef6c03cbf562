using Xunit;

namespace FusionDsl.Testing;

/// <summary>A test that is skipped, with the reason, where one of the shared data sets is absent.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    public DataFactAttribute(params string[] names) => Skip = SharedData.ReasonToSkip(names);
}
