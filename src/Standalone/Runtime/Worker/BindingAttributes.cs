namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions
{
    /// <summary>Base of all bindings.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public abstract class BindingAttribute : Attribute
    {
        /// <summary>For derived attributes.</summary>
        public BindingAttribute()
        {
        }
    }

    /// <summary>Base of triggers, which stand on a parameter.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public abstract class TriggerBindingAttribute : BindingAttribute
    {
        /// <summary>For derived attributes.</summary>
        public TriggerBindingAttribute()
        {
        }
    }

    /// <summary>Base of inputs, which stand on a parameter.</summary>
    [AttributeUsage(AttributeTargets.Parameter)]
    public abstract class InputBindingAttribute : BindingAttribute
    {
        /// <summary>For derived attributes.</summary>
        public InputBindingAttribute()
        {
        }
    }

    /// <summary>Base of outputs, which stand on the method for its return value, or on a property of what it returns.</summary>
    [AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
    public abstract class OutputBindingAttribute : BindingAttribute
    {
        /// <summary>For derived attributes.</summary>
        public OutputBindingAttribute()
        {
        }
    }
}

namespace Microsoft.Azure.Functions.Worker
{
    using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

    /// <summary>Makes a method a function.</summary>
    /// <param name="name">Name of the function, unique in the app.</param>
    [AttributeUsage(AttributeTargets.Method)]
    public class FunctionAttribute(string name) : Attribute
    {
        /// <summary>Name of the function.</summary>
        public string Name { get; } = name;
    }

    /// <summary>Base of the retry policies.</summary>
    [AttributeUsage(AttributeTargets.Method)]
    public abstract class RetryAttribute : Attribute
    {
        /// <summary>For derived attributes.</summary>
        public RetryAttribute()
        {
        }

        /// <summary>Retries at most; -1 is without end.</summary>
        public int MaxRetryCount { get; set; }
    }

    /// <summary>Calls the function for a message of a storage queue.</summary>
    /// <param name="queueName">Name of the queue; <c>%SETTING%</c> is replaced by the setting's value.</param>
    public sealed class QueueTriggerAttribute(string queueName) : TriggerBindingAttribute
    {
        /// <summary>Name of the queue.</summary>
        public string QueueName => queueName;

        /// <summary>Name of the setting with the storage connection; null is <c>AzureWebJobsStorage</c>.</summary>
        public string? Connection { get; set; }
    }

    /// <summary>Sends the value to a storage queue: a text as it is, an array as one message each, null not at all.</summary>
    /// <param name="queueName">Name of the queue; <c>%SETTING%</c> is replaced by the setting's value.</param>
    public sealed class QueueOutputAttribute(string queueName) : OutputBindingAttribute
    {
        /// <summary>Name of the queue.</summary>
        public string QueueName => queueName;

        /// <summary>Name of the setting with the storage connection; null is <c>AzureWebJobsStorage</c>.</summary>
        public string? Connection { get; set; }
    }

    /// <summary>Calls the function by a schedule.</summary>
    /// <param name="schedule">NCRONTAB of six fields, or a time span; <c>%SETTING%</c> is replaced by the setting's value.</param>
    public sealed class TimerTriggerAttribute(string schedule) : TriggerBindingAttribute
    {
        /// <summary>The schedule, in UTC.</summary>
        public string Schedule { get; private set; } = schedule;

        /// <summary>Whether the schedule's state is kept, so that a missed run is made up for.</summary>
        public bool UseMonitor { get; set; } = true;

        /// <summary>Whether to run when the app starts as well.</summary>
        public bool RunOnStartup { get; set; }
    }

    /// <summary>Calls the function for an HTTP request.</summary>
    public sealed class HttpTriggerAttribute : TriggerBindingAttribute
    {
        /// <summary>Every method, with a function key.</summary>
        public HttpTriggerAttribute() => AuthLevel = AuthorizationLevel.Function;

        /// <summary>These methods, for anybody.</summary>
        public HttpTriggerAttribute(params string[] methods) => Methods = methods;

        /// <summary>Every method.</summary>
        public HttpTriggerAttribute(AuthorizationLevel authLevel) => AuthLevel = authLevel;

        /// <summary>These methods.</summary>
        public HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods)
        {
            AuthLevel = authLevel;
            Methods = methods;
        }

        /// <summary>Route below the prefix of host.json; null is the function's name.</summary>
        public string? Route { get; set; }

        /// <summary>Methods accepted; null is every method.</summary>
        public string[]? Methods { get; private set; }

        /// <summary>Which key a caller needs.</summary>
        public AuthorizationLevel AuthLevel { get; private set; }
    }

    /// <summary>Makes a property the HTTP response, where its type does not say so.</summary>
    [AttributeUsage(AttributeTargets.Property, AllowMultiple = false)]
    public sealed class HttpResultAttribute : OutputBindingAttribute;

    /// <summary>Which key a caller of an HTTP function needs.</summary>
    public enum AuthorizationLevel
    {
        /// <summary>None.</summary>
        Anonymous = 0,

        /// <summary>A signed-in user.</summary>
        User = 1,

        /// <summary>A function key, or the master key.</summary>
        Function = 2,

        /// <summary>A system key.</summary>
        System = 3,

        /// <summary>The master key.</summary>
        Admin = 4,
    }
}
