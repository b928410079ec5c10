using System.Diagnostics;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;
using SU7Tracker.Web.Layout;
using SU7Tracker.Web.Tests.Api;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Layout;

public sealed class OpenPagesTests
{
    [Fact]
    public async Task AWriteDoesNotWaitForPagesAndTheChangesOfMeanwhileBecomeOneTelling()
    {
        using var site = Site.With(("Admin:Email", Site.Admin), ("Admin:Password", Site.Password), ("Admin:Token", ApiSite.Token));
        using var browser = site.Open();
        using var http = new HttpClient
        {
            BaseAddress = site.ClientOptions.BaseAddress,
            DefaultRequestHeaders = { { "Authorization", "Bearer " + ApiSite.Token } },
        };
        var (told, latest, rendering) = (0, 0L, new TaskCompletionSource());
        using var page = site.Services.GetRequiredService<OpenPages>().Follow(change =>
        {
            Interlocked.Increment(ref told);
            Volatile.Write(ref latest, change.Version);
            return rendering.Task;
        });
        var clock = Stopwatch.StartNew();
        for (var number = 0; number < 10; number++)
        {
            var file = $"slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,,{number}\n";
            using var answer = await http.PostAsync("/api/v1/imports", new StringContent(file, Encoding.UTF8, "text/csv"));
            answer.EnsureSuccessStatusCode();
        }
        // A rendering is waited for two seconds.
        Assert.InRange(told, 0, 1 + (int)(clock.Elapsed / TimeSpan.FromSeconds(2)));
        rendering.SetResult();
        var version = await site.Services.GetRequiredService<ChangeFeed>().VersionAsync();
        while (Volatile.Read(ref latest) < version)
        {
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(1));
            await Task.Delay(20);
        }
        Assert.InRange(told, 1, 2 + (int)(clock.Elapsed / TimeSpan.FromSeconds(2)));
    }
}
