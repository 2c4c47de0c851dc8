using Microsoft.Playwright;

namespace EndToEnd;

/// <summary>
/// Creates stages for a test and disposes them. A failed test saves a picture of each; a passed test fails if its pages
/// had errors or sent requests to other servers.
/// </summary>
public abstract class StageTest(Browser browser) : IAsyncLifetime
{
    private readonly List<Stage> _stages = [];

    /// <summary>
    /// Starts the product with empty state and opens a window. Skips the test where there is no browser.
    /// </summary>
    protected async Task<Stage> NewStageAsync(BrowserNewContextOptions? window = null)
    {
        var stage = await browser.NewStageAsync(window ?? new());
        _stages.Add(stage);
        return stage;
    }

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var stage in _stages)
        {
            if (failed)
            {
                await stage.ShootAsync("failed", test: TestContext.Current.TestMethod!.MethodName);
            }

            await stage.DisposeAsync();
        }

        foreach (var stage in failed ? [] : _stages)
        {
            stage.AssertClean();
        }
    }
}
