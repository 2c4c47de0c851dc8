using Microsoft.Azure.Functions.Worker;

namespace SampleApp;

/// <summary>Timer functions; tests move the clock.</summary>
public sealed class TimerFunctions(Calls calls)
{
    [Function("Hourly")]
    public void Hourly([TimerTrigger("0 0 * * * *")] TimerInfo timer) => calls.Add("Hourly", timer);

    [Function("BySetting")]
    public void BySetting([TimerTrigger("%Named:Schedule%")] TimerInfo timer) => calls.Add("BySetting", timer);

    [Function("FailingTimer")]
    public void Failing([TimerTrigger("0 10 * * * *")] TimerInfo timer)
    {
        calls.Add("FailingTimer", timer);
        throw new InvalidOperationException("on purpose");
    }

    [Function("SlowTimer")]
    public async Task Slow([TimerTrigger("0 20 * * * *")] TimerInfo timer)
    {
        calls.Add("SlowTimer", timer);
        if (calls.Of("hold").Length > 0)
        {
            await calls.WaitAsync($"release {calls.Of("SlowTimer").Length}");
        }

        calls.Add("SlowTimerEnded", timer);
    }

    [Function("AtOnce")]
    public void AtOnce([TimerTrigger("0 0 0 1 1 *", RunOnStartup = true, UseMonitor = false)] TimerInfo timer) =>
        calls.Add("AtOnce", timer);
}
