using System.Collections;
using System.Reflection;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>The app's functions in the order of their names, without those that a setting <c>AzureWebJobs.{name}.Disabled</c> turns off.</summary>
internal sealed class FunctionList : IReadOnlyList<Function>
{
    private readonly IReadOnlyList<Function> _functions;

    public FunctionList(IOptions<StandaloneOptions> options, IConfiguration configuration)
    {
        var assembly = options.Value.FunctionsAssembly ?? Assembly.GetEntryAssembly()!;
        _functions = [.. FunctionReader.Read(assembly).Where(function => !configuration.GetValue<bool>($"AzureWebJobs.{function.Name}.Disabled"))];
        HostId = new string([.. assembly.GetName().Name!.ToLowerInvariant().Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-').Take(32)]).Trim('-');
    }

    /// <summary>The host's id where no setting gives one: the assembly's name, in the characters and the length that an id may have.</summary>
    public string HostId { get; }

    public int Count => _functions.Count;

    public Function this[int index] => _functions[index];

    public IEnumerator<Function> GetEnumerator() => _functions.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
