using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace SampleApp;

/// <summary>The app: its functions tell <see cref="Calls"/> what reached them.</summary>
public static class App
{
    /// <summary>Builds the app.</summary>
    /// <exception cref="InvalidOperationException">The setting <c>FailAtStart</c> asks for a failure.</exception>
    public static IHost Build(string[] args, Action<FunctionsApplicationBuilder>? customise = null)
    {
        var builder = FunctionsApplication.CreateBuilder(args);
        builder.Services.AddSingleton<Calls>().AddScoped<PerInvocation>();
        customise?.Invoke(builder);
        return builder.Configuration["FailAtStart"] is { } words
            ? throw new InvalidOperationException(words)
            : builder.Build();
    }
}
