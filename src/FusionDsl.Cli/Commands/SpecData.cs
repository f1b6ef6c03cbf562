using FusionDsl.Cli.Models;
using FusionDsl.Cli.Specs;
using FusionDsl.Data;

namespace FusionDsl.Cli.Commands;

/// <summary>The data that a spec names.</summary>
internal static class SpecData
{
    /// <exception cref="FusionException">It names none.</exception>
    public static DataPlan PlanOf(IModel model, string path) => model.Data
        ?? throw new FusionException($"{path} names no data to learn from. Add 'data:' with a source for every modality and head.");

    /// <summary>All rows.</summary>
    /// <exception cref="FusionException">Something is wrong with them; with the place in the spec where it can be mended there.</exception>
    public static LoadedRows Load(DataPlan plan, SpecFile spec, CancellationToken cancellation)
    {
        try
        {
            return DataLoader.Load(plan, spec.Directory, cancellation);
        }
        catch (DataException mistake)
        {
            throw DataMistake.Located(mistake, spec);
        }
    }
}
