using System.Reflection;
using FusionDsl.Models;

namespace FusionDsl.Cli.Models;

/// <summary>Finds the model in generated code.</summary>
internal static class ModelFinder
{
    /// <param name="assembly">The code.</param>
    /// <param name="specPath">Of the spec, for the message.</param>
    /// <param name="seed">Takes the place of the declared one, as <c>train.seed</c> would; null: it stays.</param>
    /// <exception cref="FusionException">There is no model.</exception>
    public static IModel Find(Assembly assembly, string specPath, ulong? seed = null)
    {
        foreach (var type in assembly.GetTypes())
        {
            var contract = type.GetInterfaces().FirstOrDefault(candidate =>
                candidate.IsGenericType &&
                    candidate.GetGenericTypeDefinition() == typeof(IFusionModel<,>) && candidate.GenericTypeArguments[0] == type);
            if (contract is not null)
                return (IModel)Activator.CreateInstance(typeof(Model<,>).MakeGenericType(contract.GenericTypeArguments), [seed])!;
        }
        throw new FusionException($"{specPath} declares no model.");
    }
}
