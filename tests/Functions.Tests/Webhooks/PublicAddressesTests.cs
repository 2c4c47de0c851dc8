using System.Net;
using FsCheck.Xunit;
using Functions.Storage;
using Functions.Webhooks;

namespace Functions.Tests.Webhooks;

/// <summary>Webhooks go to the public internet alone.</summary>
public sealed class PublicAddressesTests
{
    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.0.0.1")]
    [InlineData("10.255.255.255")]
    [InlineData("100.64.0.1")]
    [InlineData("100.127.255.255")]
    [InlineData("127.0.0.1")]
    [InlineData("127.255.255.254")]
    [InlineData("168.63.129.16")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.192")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("239.255.255.255")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:10.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::7f00:1")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("2002:7f00:1::")]
    [InlineData("3fff::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_that_is_not_of_the_public_internet_is_refused(string address) =>
        Assert.False(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Theory]
    [InlineData("1.1.1.1")]
    [InlineData("9.255.255.255")]
    [InlineData("11.0.0.0")]
    [InlineData("100.63.255.255")]
    [InlineData("100.128.0.0")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.0")]
    [InlineData("223.255.255.255")]
    [InlineData("::ffff:1.1.1.1")]
    [InlineData("2606:4700:4700::1111")]
    [InlineData("2a02:6b8::feed:0ff")]
    public void An_address_of_the_public_internet_is_allowed(string address) =>
        Assert.True(PublicAddresses.Contain(IPAddress.Parse(address)));

    [Property]
    public bool An_address_is_judged_alike_in_the_clothes_of_the_other_family(uint bits)
    {
        var address = new IPAddress(bits);
        return PublicAddresses.Contain(address) == PublicAddresses.Contain(address.MapToIPv6());
    }

    [Property]
    public bool What_the_framework_knows_as_local_is_refused(byte a, byte b, byte c)
    {
        IPAddress[] local = [new([10, a, b, c]), new([127, a, b, c]), new([192, 168, a, b]), new([169, 254, a, b])];
        return !local.Any(PublicAddresses.Contain);
    }

    // The port is never asked: the address is refused where the connection would be made.
    [Theory]
    [InlineData("https://127.0.0.1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://LOCALHOST:7071/api/health")]
    [InlineData("https://[::1]/")]
    [InlineData("https://[::ffff:127.0.0.1]/")]
    [InlineData("https://2130706433/")]
    [InlineData("https://0x7f.1/")]
    [InlineData("https://169.254.169.254/metadata/instance")]
    [InlineData("https://168.63.129.16/")]
    [InlineData("https://192.168.0.1/")]
    [InlineData("https://100.100.100.200/")]
    public async Task A_receiver_inside_of_a_network_is_never_connected_to(string url)
    {
        using var sender = new WebhookSender(new());
        var addresses = new WebhookAddresses(
            [new() { Url = url, Secrets = [Receiver.NewSecret()] }],
            new());

        var answer = await sender.SendAsync(
            addresses.All[0],
            "evt-1",
            "{}"u8.ToArray(),
            TestContext.Current.CancellationToken);

        Assert.Equal((null, DeliveryError.AddressRefused), (answer.Status, answer.Error));
        Assert.False(answer.IsTaken);
    }

    [Fact]
    public async Task A_name_that_there_is_not_is_said()
    {
        using var sender = new WebhookSender(new());
        var addresses = new WebhookAddresses(
            [new() { Url = "https://nowhere.invalid/", Secrets = [Receiver.NewSecret()] }],
            new());

        var answer = await sender.SendAsync(addresses.All[0], "evt-1", [], TestContext.Current.CancellationToken);

        Assert.Equal(DeliveryError.NameNotFound, answer.Error);
    }
}
