using AvrCiphers.Dataset;
using FusionDsl;

if (args.Length != 2)
{
    Console.Error.WriteLine("usage: AvrCiphers.Dataset FOLDER-OF-IMAGES FILE.parquet");
    return 2;
}

try
{
    var tally = new Tally();
    List<FunctionRow> rows = Splits.Assign(Collector.Collect(args[0], tally), tally);
    ParquetFile.Write(args[1], rows);
    Console.Write(tally.Report(rows));
    return 0;
}
catch (FusionException error)
{
    Console.Error.WriteLine(error.Message);
    return 1;
}
