using System.Globalization;
using Benchmarks;

// Every figure is a ratio to a floor measured in the same run on the same emulator; absolute times say more about the machine.
CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
var wanted = args.Length > 0 ? args : ["payment", "requisites", "read", "reconcile", "start"];
var met = true;
if (wanted.Contains("payment"))
{
    met &= await PaymentBenchmark.RunAsync();
}

if (wanted.Contains("requisites"))
{
    met &= await RequisitesBenchmark.RunAsync();
}

if (wanted.Contains("read"))
{
    met &= await ReadBenchmark.RunAsync();
}

if (wanted.Contains("reconcile"))
{
    met &= await ReconcileBenchmark.RunAsync();
}

if (wanted.Contains("start"))
{
    met &= await StartBenchmark.RunAsync();
}

return met ? 0 : 1;
