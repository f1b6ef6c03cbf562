using System.Reflection;
using System.Runtime.CompilerServices;

namespace FusionDsl.Testing;

/// <summary>How a type compares its instances, told from its methods.</summary>
internal static class Equality
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    public static bool IsByReference(Type type) =>
        type.GetMethod(nameof(Equals), [typeof(object)])!.DeclaringType == typeof(object);

    /// <summary>
    /// True if somebody wrote the type's Equals; false for records and for structs without one, which compare field by field.
    /// </summary>
    public static bool IsWrittenByHand(Type type)
    {
        var equals = type.GetMethod(nameof(Equals), Declared, [type]) ?? type.GetMethod(nameof(Equals), Declared, [typeof(object)]);
        return equals is not null && !IsSynthesised(equals) && !IsSynthesised(type);
    }

    private static bool IsSynthesised(MemberInfo member) => member.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false);
}
