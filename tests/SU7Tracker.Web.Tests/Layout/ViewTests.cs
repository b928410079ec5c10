using SU7Tracker.Domain;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Layout;

public sealed class ViewTests(Site site) : IClassFixture<Site>
{
    [Theory]
    [InlineData("/entry", "http://x/", "/entry")]
    [InlineData("/entry", "http://x/?theme=dark", "/entry?theme=dark")]
    [InlineData(
        "/entry?vehicle=su7",
        "http://x/?lang=en&theme=dark&asOf=2024-04-18",
        "/entry?vehicle=su7&asOf=2024-04-18&lang=en&theme=dark"
    )]
    [InlineData("/entry?theme=light", "http://x/?theme=dark", "/entry?theme=light")]
    [InlineData("/entry", "http://x/?grade=b&month=average-month&per=week&page=3", "/entry?grade=b&month=average-month")]
    public void ALinkKeepsWhatEveryPageIsSeenBy(string path, string from, string link) =>
        Assert.Equal(link, ViewState.Read(from).Link(path));

    [Theory]
    [InlineData(
        "/vehicles/su7/explore?asOf=2024-04-18&grade=c&month=thirty-days&lang=zh-Hans&numbers=wan&theme=dark&per=week&show=pace&series=deliveries.delivered,orders.locked"
            + "&range=13w&from=2024-04-01&to=2024-06-30&day=2024-04-30&align=launch&open=point&hidden=count&page=2&table=1"
    )]
    [InlineData("/compare?vehicles=su7,model-3")]
    [InlineData("/")]
    public void AViewIsReadFromItsAddressAndWritesItAgain(string address) =>
        Assert.Equal(address, Uri.UnescapeDataString(ViewState.Read(address).Url));

    [Theory]
    [InlineData("/?asOf=18 Apr 2024&lang=zh-CN&grade=B", "/?asOf=2024-04-18&grade=b&lang=zh-Hans")]
    [InlineData("/?asOf=tomorrow&grade=x&month=none&lang=fr&theme=pink&per=A!&page=0&series=../etc", "/")]
    public void WhatIsReadIsWrittenInOneFormAndWhatIsNotUnderstoodIsLeftOut(string address, string written) =>
        Assert.Equal(written, ViewState.Read(address).Url);

    [Theory]
    [InlineData("/", null, "")]
    [InlineData("/vehicles/model-3", "model-3", "")]
    [InlineData("/vehicles/model-3/demand", "model-3", "demand")]
    [InlineData("/compare?vehicles=yu7,su7", "yu7", "compare")]
    [InlineData("/entry", null, null)]
    public void ThePathNamesTheVehicleAndThePage(string address, string? vehicle, string? page)
    {
        var view = ViewState.Read(address);
        Assert.Equal((vehicle, page), (view.Vehicle, view.Page));
    }

    [Fact]
    public void AnotherVehicleIsSeenOnTheSamePage()
    {
        var view = ViewState.Read("/vehicles/su7/demand?asOf=2024-04-18&day=2024-04-30");
        Assert.Equal("/vehicles/model-3/demand?asOf=2024-04-18", view.LinkToVehicle("model-3", view.Page!));
        Assert.Equal("/compare?vehicles=model-3&asOf=2024-04-18", view.LinkToVehicle("model-3", "compare"));
        Assert.Equal(Grade.D, view.Grade);
    }

    [Theory]
    [InlineData("/?theme=dark", "data-theme=\"dark\"")]
    [InlineData("/?theme=light", "data-theme=\"light\"")]
    [InlineData("/?theme=pink", "<html lang=\"en\">")]
    [InlineData("/?lang=zh-Hans", "<html lang=\"zh-Hans\">")]
    [InlineData("/?lang=zh-Hans&numbers=wan", "data-numbers=\"wan\"")]
    [InlineData("/?lang=en&numbers=wan", "<html lang=\"en\">")]
    public async Task TheServerRendersTheThemeAndLanguageThatTheAddressNames(string path, string html)
    {
        using var browser = site.Open();
        Assert.Contains(html, await browser.ReadAsync(path));
    }

    [
        Theory,
        InlineData("zh-CN,zh;q=0.9,en;q=0.8", "zh-Hans"),
        InlineData("de,en;q=0.5", "en"),
        InlineData("zh-SG", "zh-Hans"),
        InlineData("fr", "en")
    ]
    public async Task TheBrowserChoosesTheLanguageWhereTheAddressDoesNot(string accepted, string language)
    {
        site.StartServer();
        using var client = new HttpClient
        {
            BaseAddress = site.ClientOptions.BaseAddress,
            DefaultRequestHeaders = { { "Accept-Language", accepted } },
        };
        Assert.Contains($"<html lang=\"{language}\"", await client.GetStringAsync("/"));
    }
}
