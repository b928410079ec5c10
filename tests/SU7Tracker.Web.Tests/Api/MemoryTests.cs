using System.Net;
using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Api;

/// <summary>However much is sent, the server takes no more memory than it needs for its part of it. Nothing else runs meanwhile.</summary>
[Collection(nameof(Alone))]
public sealed class MemoryTests(ApiSite site) : IClassFixture<ApiSite>
{
    private const long Mega = 1 << 20;

    [Theory, InlineData("/api/v1/figures", 17), InlineData("/api/v1/figures", 100), InlineData("/api/v1/imports", 600)]
    public async Task ABodyOverTheLimitIsRefusedWhetherItsLengthIsSaidOrNot(string path, int megabytes)
    {
        foreach (var said in new[] { true, false })
        {
            if (!said && megabytes > 100)
            {
                continue;
            }
            await MemoryStaysAsync(64 * Mega, async () =>
            {
                using var body = new Poured(megabytes * Mega, said, (byte)' ');
                body.Headers.ContentType = new(path.EndsWith("imports", StringComparison.Ordinal) ? "text/csv" : "application/json");
                var problem = await site.RefusedAsync(() => site.Writer.PostAsync(path, body), path);
                Assert.Equal(413, problem.GetProperty("status").GetInt32());
            });
        }
    }

    [Theory, InlineData((byte)'x'), InlineData((byte)'"'), InlineData((byte)',')]
    public Task ALineOf100MegabytesNeedsNoMoreMemoryThanAShortOne(byte filling) => MemoryStaysAsync(64 * Mega, async () =>
    {
        using var body = new Poured(100 * Mega, false, filling);
        body.Headers.ContentType = new("text/csv");
        await site.RefusedAsync(() => site.Writer.PostAsync("/api/v1/imports", body), "100 MB");
    });

    [Theory]
    [InlineData("deep", 100_000)]
    [InlineData("wide", 2_000_000)]
    [InlineData("long", 10_000_000)]
    [InlineData("names", 1_000_000)]
    public async Task JsonOfAnyShapeIsReadInBoundedMemory(string shape, int size)
    {
        var body = shape switch
        {
            "deep" => new string('[', size) + new string(']', size),
            "wide" => "[" + string.Concat(Enumerable.Repeat("1,", size)) + "1]",
            "long" => $"[{{\"note\":\"{new string('x', size)}\"}}]",
            _ => "[{" + string.Join(',', Enumerable.Range(0, size).Select(i => $"\"{i}\":1")) + "}]",
        };
        await MemoryStaysAsync(400 * Mega, async () =>
            Assert.True((await site.RefusedAsync(() => site.PublishAsync(body), shape)).ToString().Length < 500_000));
    }

    // The server runs in this process, so that what it takes is seen here.
    private static async Task MemoryStaysAsync(long most, Func<Task> act)
    {
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var peak = before;
        using (new Timer(_ => peak = Math.Max(peak, GC.GetTotalMemory(forceFullCollection: false)), null, 0, 20))
        {
            await act();
        }
        Assert.True(peak - before < most + (64 * Mega), $"{(peak - before) / Mega} MB more than before");
    }

    // A body that is made while it is sent, so that it takes no memory itself.
    private sealed class Poured(long length, bool said, byte filling) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            var part = new byte[1 << 16];
            Array.Fill(part, filling);
            for (long sent = 0; sent < length; sent += part.Length)
            {
                await stream.WriteAsync(part);
            }
        }

        protected override bool TryComputeLength(out long computed)
        {
            computed = length;
            return said;
        }
    }
}
