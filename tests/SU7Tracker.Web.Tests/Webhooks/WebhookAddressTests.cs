using System.Net;
using SU7Tracker.Web.Webhooks;

namespace SU7Tracker.Web.Tests.Webhooks;

public sealed class WebhookAddressTests
{
    [Theory]
    [InlineData("93.184.216.34", true)]
    [InlineData("2606:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.32.0.1", true)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    [InlineData("2002:c0a8:101::1", false)]
    public void OnlyAddressesOfTheInternetArePublic(string address, bool isPublic) =>
        Assert.Equal(isPublic, WebhookAddress.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("https://example.org/hook", true)]
    [InlineData("http://example.org:8080", true)]
    [InlineData("ftp://example.org", false)]
    [InlineData("https://ann:secret@example.org", false)]
    [InlineData("http://127.0.0.1/", false)]
    [InlineData("http://[::1]/", false)]
    [InlineData("http://2130706433/", false)]
    [InlineData("example.org", false)]
    public void AnAddressIsOfTheWebAndOfAPublicHost(string address, bool isTaken) =>
        Assert.Equal(isTaken, WebhookAddress.Read(address, allowPrivate: false) is not null);
}
