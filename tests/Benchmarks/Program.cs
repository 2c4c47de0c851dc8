using System.Globalization;
using Benchmarks;
using Benchmarks.IndexedTables;

// Every figure is a ratio to a floor measured in the same run on the same emulator: absolute times depend on the
// machine.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
if (args is [TableProcess.Argument])
{
    await TableProcess.ServeAsync();
    return 0;
}

var benchmarks = new Dictionary<string, Func<Task<bool>>>
{
    ["payment"] = PaymentBenchmark.RunAsync,
    ["hash"] = HashBenchmark.RunAsync,
    ["requisites"] = RequisitesBenchmark.RunAsync,
    ["read"] = ReadBenchmark.RunAsync,
    ["reconcile"] = ReconcileBenchmark.RunAsync,
    ["tables"] = AgreementBenchmark.RunAsync,
    ["statement"] = StatementBenchmark.RunAsync,
    ["desk"] = DeskBenchmark.RunAsync,
    ["expire"] = ExpireBenchmark.RunAsync,
    ["start"] = StartBenchmark.RunAsync,
};
var met = true;
foreach (var name in args.Length > 0 ? args : [.. benchmarks.Keys])
{
    met &= await benchmarks[name]();
}

return met ? 0 : 1;
