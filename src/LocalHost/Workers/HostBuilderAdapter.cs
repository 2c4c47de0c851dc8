using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LocalHost;

/// <summary>
/// Lets the app's generated code, which knows only <see cref="IHostBuilder"/>, register with the newer builder.
/// </summary>
internal sealed class HostBuilderAdapter(FunctionsApplicationBuilder builder) : IHostBuilder
{
    public IDictionary<object, object> Properties => builder.Properties;

    public IHostBuilder ConfigureServices(Action<HostBuilderContext, IServiceCollection> configureDelegate)
    {
        configureDelegate(
            new(Properties) { Configuration = builder.Configuration, HostingEnvironment = builder.Environment },
            builder.Services);
        return this;
    }

    public IHost Build() => throw Unsupported();

    public IHostBuilder ConfigureAppConfiguration(
        Action<HostBuilderContext, IConfigurationBuilder> configureDelegate) =>
        throw Unsupported();

    public IHostBuilder ConfigureHostConfiguration(Action<IConfigurationBuilder> configureDelegate) =>
        throw Unsupported();

    public IHostBuilder ConfigureContainer<TContainerBuilder>(
        Action<HostBuilderContext, TContainerBuilder> configureDelegate) =>
        throw Unsupported();

    public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(IServiceProviderFactory<TContainerBuilder> factory)
        where TContainerBuilder : notnull => throw Unsupported();

    public IHostBuilder UseServiceProviderFactory<TContainerBuilder>(
        Func<HostBuilderContext, IServiceProviderFactory<TContainerBuilder>> factory)
        where TContainerBuilder : notnull => throw Unsupported();

    private static NotSupportedException Unsupported() =>
        new("The worker's generated code registers services and nothing else.");
}
