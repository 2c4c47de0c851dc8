using System.Globalization;
using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Code and message out of the service's errors, and in transactions the position of the action that failed.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <inheritdoc/>
    public override bool TryParse(Response response, out ResponseError error, out IDictionary<string, string> data)
    {
        (error, data) = (null, null);
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            var details = document.RootElement.GetProperty("odata.error");
            var message = details.GetProperty("message").GetProperty("value").GetString();
            error = new ResponseError(details.GetProperty("code").GetString(), message);
            data = new Dictionary<string, string>();

            // "1:The update condition …" is the answer to the second action.
            if (int.TryParse(message?.Split(':')[0], CultureInfo.InvariantCulture, out var index))
            {
                data[TableTransactionFailedException.IndexKey] = index.ToString(CultureInfo.InvariantCulture);
            }

            return true;
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return false;
        }
    }
}
