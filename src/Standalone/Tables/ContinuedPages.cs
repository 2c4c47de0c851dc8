using System.Runtime.CompilerServices;

namespace Azure.Data.Tables;

/// <summary>Pages that are fetched one after the other, each when it is asked for.</summary>
/// <param name="fetch">Fetches a page: where to go on, how many rows at most.</param>
/// <param name="pageSize">How many rows at most where the caller of <see cref="AsPages"/> does not say.</param>
/// <param name="stop">Stops fetching.</param>
internal sealed class ContinuedPages<T>(Func<string, int?, Task<Page<T>>> fetch, int? pageSize, CancellationToken stop) : AsyncPageable<T>(stop)
{
    /// <inheritdoc/>
    public override IAsyncEnumerable<Page<T>> AsPages(string continuationToken = null, int? pageSizeHint = null) =>
        PagesAsync(continuationToken, pageSizeHint ?? pageSize, CancellationToken);

    private async IAsyncEnumerable<Page<T>> PagesAsync(string next, int? size, [EnumeratorCancellation] CancellationToken cancellation)
    {
        do
        {
            cancellation.ThrowIfCancellationRequested();
            var page = await fetch(next, size).ConfigureAwait(false);
            yield return page;
            next = page.ContinuationToken;
        }
        while (!string.IsNullOrEmpty(next));
    }
}
