using System.Collections.Specialized;
using System.Net;
using System.Security.Claims;
using System.Text;
using System.Web;
using Azure.Core.Serialization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Microsoft.Azure.Functions.Worker.Http;

/// <summary>An HTTP request.</summary>
public abstract class HttpRequestData
{
    private NameValueCollection? _query;

    /// <summary>A request of an invocation.</summary>
    public HttpRequestData(FunctionContext functionContext)
    {
        ArgumentNullException.ThrowIfNull(functionContext);
        FunctionContext = functionContext;
    }

    /// <summary>The body; empty where there is none.</summary>
    public abstract Stream Body { get; }

    /// <summary>The headers.</summary>
    public abstract HttpHeadersCollection Headers { get; }

    /// <summary>The cookies sent.</summary>
    public abstract IReadOnlyCollection<IHttpCookie> Cookies { get; }

    /// <summary>The whole URL.</summary>
    public abstract Uri Url { get; }

    /// <summary>Who calls, as far as the host knows.</summary>
    public abstract IEnumerable<ClaimsIdentity> Identities { get; }

    /// <summary>The method, in capitals.</summary>
    public abstract string Method { get; }

    /// <summary>The invocation.</summary>
    public FunctionContext FunctionContext { get; }

    /// <summary>The query's parameters.</summary>
    public virtual NameValueCollection Query => _query ??= HttpUtility.ParseQueryString(Url.Query);

    /// <summary>A response to this request: 200, empty.</summary>
    public abstract HttpResponseData CreateResponse();
}

/// <summary>Reads requests.</summary>
public static class HttpRequestDataExtensions
{
    /// <summary>The body as text, UTF-8 unless said otherwise.</summary>
    public static async Task<string?> ReadAsStringAsync(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var reader = new StreamReader(request.Body, encoding ?? Encoding.UTF8, true, 1024, leaveOpen: true);
        return await reader.ReadToEndAsync();
    }

    /// <summary>The body as text, UTF-8 unless said otherwise.</summary>
    public static string? ReadAsString(this HttpRequestData request, Encoding? encoding = null)
    {
        ArgumentNullException.ThrowIfNull(request);
        using var reader = new StreamReader(request.Body, encoding ?? Encoding.UTF8, true, 1024, leaveOpen: true);
        return reader.ReadToEnd();
    }

    /// <summary>The body read as JSON by the worker's serializer.</summary>
    /// <exception cref="AggregateException">Around the JsonException of a body that is no JSON or does not fit.</exception>
    public static ValueTask<T?> ReadFromJsonAsync<T>(this HttpRequestData request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        return request.ReadFromJsonAsync<T>(request.FunctionContext.Serializer(), cancellationToken);
    }

    /// <summary>The body read as JSON.</summary>
    /// <exception cref="AggregateException">Around the JsonException of a body that is no JSON or does not fit.</exception>
    public static ValueTask<T?> ReadFromJsonAsync<T>(this HttpRequestData request, ObjectSerializer serializer, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(serializer);
        var reading = serializer.DeserializeAsync(request.Body, typeof(T), cancellationToken);

        // The worker goes on with a continuation that takes Result, which is what wraps the exception; callers rely on it.
        return reading.IsCompletedSuccessfully
            ? new ValueTask<T?>((T?)reading.Result)
            : new ValueTask<T?>(reading.AsTask().ContinueWith(task => (T?)task.Result, cancellationToken, TaskContinuationOptions.None, TaskScheduler.Default));
    }

    /// <summary>A response with a status, empty.</summary>
    public static HttpResponseData CreateResponse(this HttpRequestData request, HttpStatusCode statusCode)
    {
        var response = request.CreateResponse();
        response.StatusCode = statusCode;
        return response;
    }

    internal static ObjectSerializer Serializer(this FunctionContext context) =>
        context.InstanceServices.GetService<IOptions<WorkerOptions>>()?.Value.Serializer
        ?? throw new InvalidOperationException("A serializer is not configured for the worker.");
}
