using System.Collections;
using LocalHost.Rpc;

namespace LocalHost;

/// <summary>
/// The app's functions in the order of their names, without those that <c>AzureWebJobs.{name}.Disabled</c> turns off.
/// </summary>
internal sealed class FunctionList : IReadOnlyList<Function>
{
    private readonly Function[] _functions;

    /// <exception cref="FunctionsHostException">No function, two of one name, or one not run here.</exception>
    public FunctionList(IEnumerable<RpcFunctionMetadata> described, AppSettings settings)
    {
        var all = described.Select(metadata => new Function(metadata))
            .OrderBy(function => function.Name, StringComparer.Ordinal)
            .ToArray();
        if (all.Length == 0)
        {
            throw new FunctionsHostException("The app has no functions.");
        }

        if (all.GroupBy(function => function.Name, StringComparer.OrdinalIgnoreCase)
            .FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw new FunctionsHostException($"Two functions are named '{twice.Key}'.");
        }

        _functions = [.. all.Where(function => !settings.IsDisabled(function.Name))];
        HostId = settings.HostId ?? IdFrom(all[0].ScriptFile);
    }

    /// <summary>
    /// Keeps the timers' state of apps apart that share a storage account: a setting, or the name of the app's file.
    /// </summary>
    public string HostId { get; }

    public int Count => _functions.Length;

    public Function this[int index] => _functions[index];

    /// <summary>A function by its name; null if there is none.</summary>
    public Function? Find(string name) =>
        Array.Find(
            _functions,
            function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase));

    public IEnumerator<Function> GetEnumerator() => _functions.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // An id has at most 32 lower-case letters, digits and hyphens.
    private static string IdFrom(string file)
    {
        var characters = Path.GetFileNameWithoutExtension(file).ToLowerInvariant()
            .Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-');
        return new string([.. characters.Take(32)]).Trim('-');
    }
}
