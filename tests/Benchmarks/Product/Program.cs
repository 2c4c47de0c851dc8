using Functions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Standalone;

BillingApp.Build(args, builder => builder.Services.Configure<StandaloneOptions>(options => options.FunctionsAssembly = typeof(BillingApp).Assembly)).Run();
