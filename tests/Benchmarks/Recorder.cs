using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Benchmarks;

/// <summary>Counts the app's requests to tables and queues, and records those of a piece of work.</summary>
internal sealed class Recorder : HttpPipelineSynchronousPolicy
{
    private const int Tries = 10;
    private readonly List<RecordedRequest> _recorded = [];
    private int _count;
    private int _roundTrips;
    private bool _isRecording;
    private bool _isAnswered;

    public int Count => Volatile.Read(ref _count);

    public IReadOnlyList<RecordedRequest> Recorded => _recorded;

    /// <summary>
    /// Does a piece of work several times, and keeps the requests of the last time in place of those recorded before.
    /// </summary>
    /// <returns>
    /// How many times the work waits for storage: requests that are sent before any of them is answered are one round
    /// trip.
    /// </returns>
    public async Task<int> RoundTripsAsync(Func<Task> work)
    {
        // On a busy machine an answer can come between two requests that do not wait for each other, which counts one
        // round trip too many, but never one too few. So the smallest count is right.
        var smallestCount = int.MaxValue;
        for (var i = 0; i < Tries; i++)
        {
            (_roundTrips, _isAnswered) = (0, true);
            _recorded.Clear();
            _isRecording = true;
            await work();
            _isRecording = false;
            smallestCount = Math.Min(smallestCount, _roundTrips);
        }

        return smallestCount;
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _count);
        if (_isRecording)
        {
            using var body = new MemoryStream();
            message.Request.Content?.WriteTo(body, default);
            lock (_recorded)
            {
                _roundTrips += _isAnswered ? 1 : 0;
                _isAnswered = false;
                _recorded.Add(new RecordedRequest(
                    message.Request.Method.Method,
                    message.Request.Uri.ToUri(),
                    [.. message.Request.Headers.Select(header => (header.Name, header.Value))],
                    Encoding.UTF8.GetString(body.ToArray())));
            }
        }
    }

    public override void OnReceivedResponse(HttpMessage message)
    {
        lock (_recorded)
        {
            _isAnswered = true;
        }
    }
}
