using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Facts;

public sealed class FactPagesTests : IDisposable
{
    private readonly Site _site = Site.With(("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Sample:Load", "true"));

    [Fact]
    public async Task EverybodyReadsTheRecordAndOnlyAnAdminIsOfferedToChangeIt()
    {
        using var anyone = _site.Open();
        var list = await anyone.ReadAsync("/record?tab=sources&q=gasgoo_20240506");
        Assert.Contains("Xiaomi EV delivers 7,058 Xiaomi SU7 cars in April", list, StringComparison.Ordinal);
        Assert.DoesNotContain("open=new", list, StringComparison.Ordinal);
        var opened = await anyone.ReadAsync("/record?tab=cities&open=beijing&lang=zh-Hans");
        Assert.Contains("北京", System.Net.WebUtility.HtmlDecode(opened), StringComparison.Ordinal);
        Assert.DoesNotContain("fact-form", opened, StringComparison.Ordinal);
        using var admin = _site.Open();
        await admin.SignInAsync();
        Assert.Contains("open=new", await admin.ReadAsync("/record"), StringComparison.Ordinal);
        Assert.Contains("fact-form", await admin.ReadAsync("/record?tab=rhythms&open=new"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ASourcesPageTellsWhatRestsOnItAndWhatItsGradeChanges()
    {
        using var anyone = _site.Open();
        var page = await anyone.ReadAsync("/record/sources/gasgoo_20240506?show=d");
        Assert.Contains("4 figures rest on it: 4 of SU7.", page, StringComparison.Ordinal);
        Assert.Contains("With grade D", page, StringComparison.Ordinal);
        Assert.Contains("There is no source", await anyone.ReadAsync("/record/sources/nobody"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WhatIsDueStandsOnTheDeskAndOnThePagesOfTheVehicle()
    {
        using var admin = _site.Open();
        await admin.SignInAsync();
        var store = _site.Services.GetRequiredService<FactStore<Rhythm>>();
        var started = DateOnly.FromDateTime(DateTime.UtcNow).AddDays(-40);
        Assert.Null(await store.SaveAsync(new(new("su7", Measure.Production, Series.Built), Every.Month, 0, started), new Author("ann")));
        Assert.Contains("SU7: Production (built)", await admin.ReadAsync("/due"), StringComparison.Ordinal);
        Assert.Contains("due-count", await admin.ReadAsync("/record"), StringComparison.Ordinal);
        using var anyone = _site.Open();
        Assert.Contains("due-line", await anyone.ReadAsync("/vehicles/su7"), StringComparison.Ordinal);
        Assert.DoesNotContain("due-line", await anyone.ReadAsync("/vehicles/su7?asOf=2025-01-02"), StringComparison.Ordinal);
    }

    public void Dispose() => _site.Dispose();
}
