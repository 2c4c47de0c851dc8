using System.Reflection;
using System.Reflection.Emit;
using Microsoft.Azure.Functions.Worker;

namespace Standalone.Tests.Runtime;

/// <summary>An assembly made for one test, with functions that this program itself must not hold.</summary>
internal sealed class FunctionAssembly
{
    private readonly AssemblyBuilder _assembly = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("MadeForATest"), AssemblyBuilderAccess.Run);
    private readonly ModuleBuilder _module;
    private int _count;

    public FunctionAssembly() => _module = _assembly.DefineDynamicModule("MadeForATest");

    public Assembly Assembly => _assembly;

    /// <summary>Adds a static function that returns null.</summary>
    public FunctionAssembly With(
        string name, Type returns, Type takes, CustomAttributeBuilder? trigger, CustomAttributeBuilder? onMethod = null, Type? second = null, bool isPublic = true)
    {
        var type = _module.DefineType($"Class{++_count}", (isPublic ? TypeAttributes.Public : TypeAttributes.NotPublic) | TypeAttributes.Class);
        Type[] parameters = second is null ? [takes] : [takes, second];
        var method = type.DefineMethod("Run", MethodAttributes.Public | MethodAttributes.Static, returns, parameters);
        method.SetCustomAttribute(Of(typeof(FunctionAttribute), name));
        if (onMethod is not null)
        {
            method.SetCustomAttribute(onMethod);
        }

        var parameter = method.DefineParameter(1, ParameterAttributes.None, "input");
        if (trigger is not null)
        {
            parameter.SetCustomAttribute(trigger);
        }

        if (second is not null)
        {
            method.DefineParameter(2, ParameterAttributes.None, "second");
        }

        var code = method.GetILGenerator();
        if (returns != typeof(void))
        {
            code.Emit(OpCodes.Ldnull);
        }

        code.Emit(OpCodes.Ret);
        type.CreateType();
        return this;
    }

    public static CustomAttributeBuilder Of(Type attribute, params object[] arguments) =>
        new(attribute.GetConstructor([.. arguments.Select(a => a.GetType())])!, arguments);
}
