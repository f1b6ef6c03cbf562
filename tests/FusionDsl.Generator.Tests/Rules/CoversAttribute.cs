namespace FusionDsl.Generator.Tests;

/// <summary>Names the rules that a test breaks; a test finds rules that none covers.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class CoversAttribute(string rule) : Attribute
{
    public string Rule { get; } = rule;
}
