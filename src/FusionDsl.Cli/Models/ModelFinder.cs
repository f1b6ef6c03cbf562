using System.Reflection;
using FusionDsl.Models;

namespace FusionDsl.Cli.Models;

/// <summary>Finds the model in generated code.</summary>
internal static class ModelFinder
{
    /// <exception cref="FusionException">There is no model.</exception>
    public static IModel Find(Assembly assembly, string specPath)
    {
        foreach (var type in assembly.GetTypes())
        {
            var contract = type.GetInterfaces().FirstOrDefault(candidate =>
                candidate.IsGenericType &&
                    candidate.GetGenericTypeDefinition() == typeof(IFusionModel<,>) && candidate.GenericTypeArguments[0] == type);
            if (contract is not null)
                return (IModel)Activator.CreateInstance(typeof(Model<,>).MakeGenericType(contract.GenericTypeArguments))!;
        }
        throw new FusionException($"{specPath} declares no model.");
    }
}
