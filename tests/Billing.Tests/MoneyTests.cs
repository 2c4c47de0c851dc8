namespace Billing.Tests;

public sealed class MoneyTests
{
    [Theory]
    [InlineData("900", 90000)]
    [InlineData("900.5", 90050)]
    public void Reads_roubles(string text, long kopecks)
    {
        Assert.True(Money.TryParse(text, out var money));
        Assert.Equal(new Money(kopecks), money);
    }
}
