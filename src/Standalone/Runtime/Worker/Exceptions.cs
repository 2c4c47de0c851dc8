namespace Microsoft.Azure.Functions.Worker;

/// <summary>A fault of the worker, as against one of the function.</summary>
public class FunctionWorkerException : Exception
{
    /// <summary>With a message.</summary>
    public FunctionWorkerException(string? message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public FunctionWorkerException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}

/// <summary>What the trigger brought does not fit a parameter's type.</summary>
public class FunctionInputConverterException : FunctionWorkerException
{
    /// <summary>With a message.</summary>
    public FunctionInputConverterException(string? message)
        : base(message)
    {
    }

    /// <summary>With a message and a cause.</summary>
    public FunctionInputConverterException(string? message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
