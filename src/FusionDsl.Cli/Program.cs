using FusionDsl.Cli;
using Microsoft.CodeAnalysis;

return new Tool(Generator, Terminal.OfProcess()).Run(args);

static IIncrementalGenerator Generator() => new FusionDsl.Generator.FusionGenerator();
