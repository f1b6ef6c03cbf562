namespace FusionDsl.Cli.Tests.Support;

/// <summary>Tests that train in this process, one after the other: the random generator of libtorch and its threads belong to the process.</summary>
[CollectionDefinition(Name)]
public sealed class OneByOne
{
    public const string Name = "training";
}
