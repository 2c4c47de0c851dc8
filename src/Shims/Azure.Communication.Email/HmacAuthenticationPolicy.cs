using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Azure.Communication.Email;

/// <summary>
/// Signs each request, each retry anew, with the resource's access key:
/// https://learn.microsoft.com/azure/communication-services/tutorials/hmac-header-tutorial.
/// </summary>
/// <param name="accessKey">Base64.</param>
internal sealed class HmacAuthenticationPolicy(string accessKey) : HttpPipelineSynchronousPolicy
{
    private readonly byte[] _key = Convert.FromBase64String(accessKey);

    /// <inheritdoc/>
    public override void OnSendingRequest(HttpMessage message)
    {
        var uri = message.Request.Uri.ToUri();
        var date = DateTimeOffset.UtcNow.ToString("r", CultureInfo.InvariantCulture);
        var contentHash = Convert.ToBase64String(SHA256.HashData(ContentOf(message)));
        var toSign = $"{message.Request.Method.Method}\n{uri.PathAndQuery}\n{date};{uri.Authority};{contentHash}";
        var signature = Convert.ToBase64String(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(toSign)));

        message.Request.Headers.SetValue("x-ms-date", date);
        message.Request.Headers.SetValue("x-ms-content-sha256", contentHash);
        message.Request.Headers.SetValue(
            HttpHeader.Names.Authorization,
            $"HMAC-SHA256 SignedHeaders=x-ms-date;host;x-ms-content-sha256&Signature={signature}");
    }

    private static byte[] ContentOf(HttpMessage message)
    {
        using var content = new MemoryStream();
        message.Request.Content?.WriteTo(content, message.CancellationToken);
        return content.ToArray();
    }
}
