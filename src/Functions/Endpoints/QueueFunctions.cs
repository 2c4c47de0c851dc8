using Functions.Clients;
using Functions.Letters;
using Functions.Operations;
using Functions.Storage;
using Functions.TopUps;
using Microsoft.Azure.Functions.Worker;

namespace Functions.Endpoints;

/// <summary>Every queue trigger.</summary>
public sealed class QueueFunctions(
    CreateCabinet createCabinet, SendLetter sendLetter, BookTopUp bookTopUp, Failures failures)
{
    /// <summary>Makes a cabinet; its letter follows.</summary>
    [Function("CreateCabinet")]
    [QueueOutput(Queues.SendLetter)]
    public async Task<string[]?> CreateCabinet(
        [QueueTrigger(Queues.CreateCabinet)] string message, CancellationToken stop) =>
        await createCabinet.RunAsync(Work.Parse(message), stop) is { } letter ? [letter.ToString()] : null;

    /// <summary>Sends a letter.</summary>
    [Function("SendLetter")]
    public Task SendLetter([QueueTrigger(Queues.SendLetter)] string message, CancellationToken stop) =>
        sendLetter.RunAsync(Work.Parse(message), stop);

    /// <summary>
    /// Books a top-up that a connector put into the queue, or records why it is refused; its letter follows.
    /// </summary>
    [Function("BookTopUp")]
    [QueueOutput(Queues.SendLetter)]
    public async Task<string[]> BookTopUp([QueueTrigger(Queues.TopUps)] string message, CancellationToken stop) =>
        [.. (await bookTopUp.RunAsync(message, stop)).Select(letter => letter.ToString())];

    /// <summary>Records a cabinet that could not be made, and tells the widget.</summary>
    [Function("CreateCabinetPoison")]
    public async Task CreateCabinetPoison(
        [QueueTrigger(Queues.CreateCabinet + "-poison")] string message, CancellationToken stop)
    {
        if (await failures.PoisonAsync(Queues.CreateCabinet, message, stop) is { } work)
        {
            await createCabinet.FailAsync(work.ClientId, stop);
        }
    }

    /// <summary>Records a letter that could not be sent.</summary>
    [Function("SendLetterPoison")]
    public Task SendLetterPoison(
        [QueueTrigger(Queues.SendLetter + "-poison")] string message, CancellationToken stop) =>
        failures.PoisonAsync(Queues.SendLetter, message, stop);

    /// <summary>Records a top-up that could not be booked for a fault.</summary>
    [Function("TopUpsPoison")]
    public Task TopUpsPoison([QueueTrigger(Queues.TopUps + "-poison")] string message, CancellationToken stop) =>
        failures.PoisonAsync(Queues.TopUps, message, stop);
}
