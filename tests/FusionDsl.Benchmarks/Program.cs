return FusionDsl.Benchmarks.Tool.Run(args);
