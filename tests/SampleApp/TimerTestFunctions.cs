using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Standalone.Tests.Runtime;

/// <summary>Timer functions; tests move the clock.</summary>
public sealed class TimerTestFunctions(IServiceProvider services)
{
    private Calls Calls => services.GetRequiredService<Calls>();

    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) => Calls.Add("Hourly", timer);

    [Function("BySetting")]
    public void BySetting([TimerTrigger("%Named:Schedule%")] TimerInfo timer) => Calls.Add("BySetting", timer);

    [Function("FailingTimer")]
    public void Failing([TimerTrigger("0 10 * * * *")] TimerInfo timer)
    {
        Calls.Add("FailingTimer", timer);
        throw new InvalidOperationException("on purpose");
    }

    [Function("SlowTimer")]
    public async Task Slow([TimerTrigger("0 20 * * * *")] TimerInfo timer)
    {
        Calls.Add("SlowTimer", timer);
        if (Calls.Of("hold").Length > 0)
        {
            await Calls.WaitForAsync("release", Calls.Of("SlowTimer").Length);
        }

        Calls.Add("SlowTimerEnded", timer);
    }

    [Function("AtOnce")]
    public void AtOnce([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) => Calls.Add("AtOnce", timer);
}
