using System.Globalization;
using System.Text;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>
/// Changes of rows as one body that is done wholly or not at all:
/// https://learn.microsoft.com/rest/api/storageservices/performing-entity-group-transactions.
/// </summary>
internal static class TransactionRequest
{
    /// <summary>Sends the changes and returns the answer to each.</summary>
    /// <exception cref="TableTransactionFailedException">One was refused.</exception>
    /// <exception cref="RequestFailedException">The whole was refused, or the service was not to be reached.</exception>
    /// <exception cref="InvalidOperationException">The answer cannot be read; the changes may have been made.</exception>
    public static async Task<Response<IReadOnlyList<Response>>> SendAsync(
        TableRequests requests, IReadOnlyList<EntityOperation> operations, CancellationToken stop)
    {
        var batch = $"batch_{Guid.NewGuid()}";
        HttpHeader[] headers = [HttpHeader.Common.JsonAccept, new("Content-Type", $"multipart/mixed; boundary={batch}")];
        var body = Write(requests, operations, batch, $"changeset_{Guid.NewGuid()}");
        var response = await requests.SendAsync(RequestMethod.Post, "/$batch", headers, RequestContent.Create(body), stop).ConfigureAwait(false);

        var answers = TransactionResponse.Read(response.Content.ToString());
        if (answers is [{ Status: >= 400 } refusal])
        {
            throw new TableTransactionFailedException(new RequestFailedException(refusal, null, TableRequests.ErrorParser));
        }

        return answers.Count == operations.Count
            ? Response.FromValue<IReadOnlyList<Response>>(answers, response)
            : throw new InvalidOperationException($"The service answered {answers.Count} of {operations.Count} actions of a transaction.");
    }

    private static byte[] Write(TableRequests requests, IReadOnlyList<EntityOperation> operations, string batch, string changeset)
    {
        using var text = new StringWriter(CultureInfo.InvariantCulture) { NewLine = "\r\n" };
        text.WriteLine($"--{batch}");
        text.WriteLine($"Content-Type: multipart/mixed; boundary={changeset}");
        text.WriteLine();
        foreach (var operation in operations)
        {
            text.WriteLine($"--{changeset}");
            text.WriteLine("Content-Type: application/http");
            text.WriteLine("Content-Transfer-Encoding: binary");
            text.WriteLine();
            text.WriteLine($"{operation.Method} {requests.AddressOf(operation.Path)} HTTP/1.1");
            text.WriteLine($"Host: {requests.Endpoint.Host}");
            foreach (var header in requests.HeadersOf(operation))
            {
                text.WriteLine($"{header.Name}: {header.Value}");
            }

            text.WriteLine();
            text.WriteLine(Encoding.UTF8.GetString((operation.Content ?? default).Span));
        }

        text.WriteLine($"--{changeset}--");
        text.WriteLine();
        text.WriteLine($"--{batch}--");
        return Encoding.UTF8.GetBytes(text.ToString());
    }
}
