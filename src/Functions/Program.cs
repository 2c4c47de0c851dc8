using Functions;
using Microsoft.Extensions.Hosting;

BillingApp.Build(args).Run();
