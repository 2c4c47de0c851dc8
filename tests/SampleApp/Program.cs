using Microsoft.Extensions.Hosting;
using SampleApp;

App.Build(args).Run();
