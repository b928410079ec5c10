using System.Net;
using SU7Tracker.Web.Hosting.Limits;

namespace SU7Tracker.Web.Tests.Hosting.Limits;

public sealed class CallerKeyTests
{
    [Theory]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true)]
    [InlineData("2001:db8:1:2::1", "2001:db8:1:3::1", false)]
    [InlineData("203.0.113.7", "203.0.113.8", false)]
    [InlineData("203.0.113.7", "::ffff:203.0.113.7", true)]
    public void AddressesOfOneNetworkAreOneCaller(string one, string other, bool same) =>
        Assert.Equal(same, CallerKey.Of(IPAddress.Parse(one)) == CallerKey.Of(IPAddress.Parse(other)));
}
