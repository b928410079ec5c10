using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Layout;

public sealed class ViewTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/entry", "http://x/", "/entry")]
    [InlineData("/entry", "http://x/?theme=dark", "/entry?theme=dark")]
    [InlineData("/entry?vehicle=su7", "http://x/?lang=en&theme=dark&asOf=2024-04-18", "/entry?vehicle=su7&theme=dark&lang=en")]
    [InlineData("/entry?theme=light", "http://x/?theme=dark", "/entry?theme=light")]
    public void ALinkCarriesThemeAndLanguageOn(string path, string from, string link) => Assert.Equal(link, ViewUrl.Keep(path, from));

    [Theory]
    [InlineData("/?theme=dark", "data-theme=\"dark\"")]
    [InlineData("/?theme=light", "data-theme=\"light\"")]
    [InlineData("/?theme=pink", "<html lang=\"en\">")]
    [InlineData("/", "<html lang=\"en\">")]
    public async Task TheServerPaintsTheThemeThatTheAddressNames(string path, string html)
    {
        using var browser = site.Open();
        Assert.Contains(html, await browser.ReadAsync(path));
    }
}
