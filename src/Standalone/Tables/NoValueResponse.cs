namespace Azure.Data.Tables;

/// <summary>The answer that there is no such row.</summary>
internal sealed class NoValueResponse<T>(Response response) : NullableResponse<T>
{
    /// <inheritdoc/>
    public override bool HasValue => false;

    /// <inheritdoc/>
    public override T Value => throw new InvalidOperationException($"The response has no value: {response.Status} {response.ReasonPhrase}.");

    /// <inheritdoc/>
    public override Response GetRawResponse() => response;
}
