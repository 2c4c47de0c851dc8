using System.Collections.Concurrent;
using Billing;
using Functions.Security;

namespace Functions.Tests.Security;

public sealed class HashingPoolTests : IDisposable
{
    // A test whose rule is broken would wait for ever.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);

    private readonly HashingPool _pool = new(PasswordHasherTests.Hasher(8, 1), threads: 1);
    private readonly ManualResetEventSlim _gate = new();
    private readonly ManualResetEventSlim _blocked = new();

    private static CancellationToken CancellationToken => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_hashes_and_verifies()
    {
        var cabinet = await CabinetAsync("password", isGenerated: false);

        Assert.True(await IsRightAsync(cabinet, "password"));
        Assert.False(await IsRightAsync(cabinet, "Password"));
        Assert.False(await IsRightAsync(null, "password"));
    }

    [Theory]
    [InlineData(" password")]
    [InlineData("password \r\n")]
    [InlineData("\u00a0\tpassword")]
    public async Task Spaces_around_a_generated_password_are_ignored_and_those_of_a_chosen_one_are_not(string typed)
    {
        Assert.True(await IsRightAsync(await CabinetAsync("password", isGenerated: true), typed));
        Assert.False(await IsRightAsync(await CabinetAsync("password", isGenerated: false), typed));
        Assert.True(await IsRightAsync(await CabinetAsync(typed, isGenerated: false), typed));
        Assert.False(await IsRightAsync(await CabinetAsync(typed, isGenerated: false), "password"));
    }

    [Fact]
    public async Task Payments_are_served_before_log_ins_and_both_before_background_work_each_in_turn()
    {
        var blocker = BlockAsync();
        var order = new ConcurrentQueue<string>();
        var work = new List<Task>();
        foreach (var (lane, name) in new[]
        {
            (HashingLane.Background, "background"),
            (HashingLane.LogIns, "log-in 1"),
            (HashingLane.LogIns, "log-in 2"),
            (HashingLane.Payments, "payment 1"),
            (HashingLane.Payments, "payment 2"),
        })
        {
            work.Add(Enter(lane).RunAsync(_ => Note(name), CancellationToken));
        }

        _gate.Set();
        await Task.WhenAll([blocker, .. work]);

        Assert.Equal(["payment 1", "payment 2", "log-in 1", "log-in 2", "background"], order);

        bool Note(string name)
        {
            order.Enqueue(name);
            return true;
        }
    }

    [Fact]
    public void Each_lane_has_its_limit_and_all_together_take_fewer_than_half_of_a_hundred()
    {
        var permits = Enum.GetValues<HashingLane>().ToDictionary(lane => lane, Fill);

        Assert.Equal([16, 8, 24], permits.Values.Select(lane => lane.Count));
        Assert.True(permits.Values.Sum(lane => lane.Count) < 100 / 2);
        Assert.All(permits.Keys, lane => Assert.Null(_pool.TryEnter(lane)));
    }

    [Fact]
    public void A_place_that_is_given_back_is_free_once()
    {
        var permit = Fill(HashingLane.LogIns)[0];
        permit.Dispose();
        permit.Dispose();

        Assert.NotNull(_pool.TryEnter(HashingLane.LogIns));
        Assert.Null(_pool.TryEnter(HashingLane.LogIns));
        Assert.NotNull(_pool.TryEnter(HashingLane.Payments));
    }

    [Fact]
    public async Task A_permit_that_is_given_back_hashes_nothing()
    {
        var permit = Enter(HashingLane.Payments);
        permit.Dispose();

        await Assert.ThrowsAsync<ObjectDisposedException>(() => permit.HashAsync(Typed("password"), CancellationToken));
    }

    [Fact]
    public async Task Work_that_is_cancelled_while_it_waits_is_never_done()
    {
        var blocker = BlockAsync();
        using var cancellation = new CancellationTokenSource();
        var isDone = false;
        var work = Enter(HashingLane.Payments).RunAsync(_ => isDone = true, cancellation.Token);

        await cancellation.CancelAsync();
        _gate.Set();

        await blocker;
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
        Assert.False(isDone);
        await Enter(HashingLane.Background).HashAsync(Typed("password"), CancellationToken);
    }

    [Fact]
    public async Task An_exception_reaches_its_caller_and_the_thread_goes_on()
    {
        using var permit = Enter(HashingLane.Payments);
        var malformed = new Cabinet("id1", "malformed", 1);
        for (var i = 0; i < 3; i++)
        {
            var verification = permit.VerifyAsync(malformed, Typed("password"), CancellationToken);
            await Assert.ThrowsAsync<FormatException>(() => verification.WaitAsync(Limit, CancellationToken));
            var work = permit.RunAsync<bool>(_ => throw new OperationCanceledException(), CancellationToken);
            await Assert.ThrowsAsync<OperationCanceledException>(() => work.WaitAsync(Limit, CancellationToken));
        }

        Assert.False(await IsRightAsync(null, "password").WaitAsync(Limit, CancellationToken));
    }

    [Fact]
    public async Task The_pool_has_threads_of_its_own_and_callers_do_not_continue_on_them()
    {
        using var permit = Enter(HashingLane.Payments);
        var continuation = new TaskCompletionSource<Thread>();

        // Blocked until the continuation is attached: that of a finished task would run at once, on this thread.
        var hashing = permit.RunAsync(_ => Block(Thread.CurrentThread), CancellationToken);
        _ = hashing.ContinueWith(
            _ => continuation.SetResult(Thread.CurrentThread),
            CancellationToken,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default);
        _gate.Set();

        Assert.False((await hashing).IsThreadPoolThread);
        Assert.NotSame(await hashing, await continuation.Task);
    }

    [Fact]
    public async Task As_many_passwords_are_hashed_at_once_as_there_are_threads()
    {
        using var pool = new HashingPool(PasswordHasherTests.Hasher(8, 1), threads: 2);
        var (count, maxCount) = (0, 0);
        using var both = new Barrier(2);
        var all = Enumerable.Range(0, 12).Select(_ =>
            pool.TryEnter(HashingLane.Payments)!.RunAsync(_ => Meet(), CancellationToken));

        Assert.All(await Task.WhenAll(all), Assert.True);

        Assert.Equal(2, maxCount);

        bool Meet()
        {
            maxCount = Math.Max(maxCount, Interlocked.Increment(ref count));
            var met = both.SignalAndWait(TimeSpan.FromMinutes(1), CancellationToken);
            Interlocked.Decrement(ref count);
            return met;
        }
    }

    [Fact]
    public async Task Disposal_waits_for_queued_work_and_takes_no_more()
    {
        var permit = Enter(HashingLane.LogIns);
        var blocker = BlockAsync();
        var work = permit.HashAsync(Typed("password"), CancellationToken);
        var disposal = Task.Run(_pool.Dispose, CancellationToken);
        await Eventually.IsAsync(
            () => Record.Exception(() => { permit.HashAsync(Typed("p"), CancellationToken); }) is not null,
            "It is closed.");
        Assert.False(disposal.IsCompleted);

        _gate.Set();

        await disposal;
        Assert.True(blocker.IsCompletedSuccessfully && work.IsCompletedSuccessfully);
    }

    public void Dispose()
    {
        _gate.Set();
        _pool.Dispose();
        _gate.Dispose();
        _blocked.Dispose();
    }

    private async Task<Cabinet> CabinetAsync(string password, bool isGenerated)
    {
        using var permit = Enter(HashingLane.LogIns);
        var hash = await permit.HashAsync(Typed(password), CancellationToken);
        return new("id1", hash, 1) { PasswordExpiresAt = isGenerated ? DateTimeOffset.UnixEpoch : null };
    }

    private async Task<bool> IsRightAsync(Cabinet? cabinet, string typed)
    {
        using var permit = Enter(HashingLane.LogIns);
        return (await permit.VerifyAsync(cabinet, Typed(typed), CancellationToken)).IsRight;
    }

    private static Password Typed(string text) => Password.From(text)!;

    private HashingPermit Enter(HashingLane lane) =>
        _pool.TryEnter(lane) ?? throw new InvalidOperationException("Full.");

    private List<HashingPermit> Fill(HashingLane lane)
    {
        var permits = new List<HashingPermit>();
        while (permits.Count < 1000 && _pool.TryEnter(lane) is { } permit)
        {
            permits.Add(permit);
        }

        return permits;
    }

    /// <summary>Keeps the only thread until the gate opens.</summary>
    private Task BlockAsync()
    {
        var blocker = Enter(HashingLane.Payments).RunAsync(_ => Block(true), CancellationToken);
        _blocked.Wait(CancellationToken);
        return blocker;
    }

    private T Block<T>(T result)
    {
        _blocked.Set();
        _gate.Wait(CancellationToken);
        return result;
    }
}
