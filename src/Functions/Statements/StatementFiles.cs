using Azure;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;

namespace Functions.Statements;

/// <summary>The files of bank statements, as they were uploaded.</summary>
public sealed class StatementFiles(BlobServiceClient service)
{
    private const string Container = "statements";

    /// <summary>Keeps a file.</summary>
    /// <returns>How many bytes it has.</returns>
    public async Task<long> SaveAsync(string id, Stream content, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(content);
        var container = service.GetBlobContainerClient(Container);
        var blob = container.GetBlobClient(id);
        try
        {
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            await container.CreateIfNotExistsAsync(cancellationToken: cancellationToken);
            content.Position = 0;
            await blob.UploadAsync(content, overwrite: true, cancellationToken);
        }

        return content.Length;
    }

    /// <summary>Reads a file from its beginning, some megabytes at a time.</summary>
    public Task<Stream> OpenAsync(string id, CancellationToken cancellationToken) =>
        service.GetBlobContainerClient(Container)
            .GetBlobClient(id)
            .OpenReadAsync(new BlobOpenReadOptions(allowModifications: false), cancellationToken);
}
