using Azure.Core.Serialization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;

namespace Standalone;

/// <summary>Turns what a trigger brings and says into the values of a function's parameters, by the worker's rules.</summary>
internal sealed class InputConverter(IOptions<WorkerOptions> options)
{
    private readonly ObjectSerializer _serializer = options.Value.Serializer!;

    /// <summary>The values of all parameters.</summary>
    /// <exception cref="FunctionInputConverterException">A value does not fit its parameter; the message names all that do not.</exception>
    public async Task<object?[]> ArgumentsAsync(Function function, FunctionContext context, InvocationBindings bindings)
    {
        var arguments = new object?[function.Parameters.Length];
        var errors = new List<string>();
        for (var i = 0; i < arguments.Length; i++)
        {
            var parameter = function.Parameters[i];
            var source = parameter.Name == function.TriggerParameter ? bindings.Input
                : parameter.Type == typeof(FunctionContext) ? context
                : parameter.Type == typeof(CancellationToken) ? context.CancellationToken
                : bindings.Metadata.GetValueOrDefault(parameter.Name);
            if (source is not null)
            {
                try
                {
                    arguments[i] = await ConvertAsync(source, parameter.Type);
                }
                catch (Exception e)
                {
                    errors.Add($"Cannot convert input parameter '{parameter.Name}' to type '{parameter.Type.FullName}' from type '{source.GetType().FullName}'. Error:{e}");
                }
            }
            else if (parameter.HasDefaultValue)
            {
                arguments[i] = parameter.DefaultValue;
            }
            else if (!parameter.IsReferenceOrNullableType)
            {
                errors.Add($"Could not populate the value for '{parameter.Name}' parameter. Consider adding a default value or making the parameter nullable.");
            }
        }

        return errors.Count == 0
            ? arguments
            : throw new FunctionInputConverterException(
                $"Error converting {errors.Count} input parameters for Function '{function.Name}': {string.Join(Environment.NewLine, errors)}");
    }

    private async ValueTask<object?> ConvertAsync(object source, Type type)
    {
        if (type.IsInstanceOfType(source))
        {
            return source;
        }

        var text = source as string ?? throw new InvalidOperationException("Only texts are converted.");
        if (Nullable.GetUnderlyingType(type) is var underlying && (underlying ?? type) == typeof(Guid) && Guid.TryParse(text, out var guid))
        {
            return guid;
        }

        if (type.IsAssignableFrom(typeof(byte[])))
        {
            return System.Text.Encoding.UTF8.GetBytes(text);
        }

        return type == typeof(BinaryData)
            ? new BinaryData(text)
            : await _serializer.DeserializeAsync(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(text)), type, CancellationToken.None);
    }
}
