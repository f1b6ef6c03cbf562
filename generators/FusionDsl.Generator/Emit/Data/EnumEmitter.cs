using FusionDsl.Architecture;

namespace FusionDsl.Generator.Emit;

/// <summary>The enum of a classifier that was declared without one.</summary>
internal static class EnumEmitter
{
    public static SourceFile Emit(Plan plan, ClassSet classes) => SourceFile.OfNamespace(plan.Model, classes.Enum + ".Classes", [], Code.Text(
        $$"""
        /// <summary>The classes that {{Code.List(plan.Model.Heads.Where(head => head.Classes == classes).Select(head => head.Name))}} tells apart.</summary>
        {{plan.Model.Accessibility}} enum {{classes.Enum}}
        {
            {{Code.Lines(classes.Names.Select(name => $"/// <summary>{name}</summary>\n{name},"))}}
        }
        """));
}
