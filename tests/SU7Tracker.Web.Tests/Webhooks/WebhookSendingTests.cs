using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SU7Tracker.Data;
using SU7Tracker.Domain;
using SU7Tracker.Web.Tests.Support;
using SU7Tracker.Web.Webhooks;

namespace SU7Tracker.Web.Tests.Webhooks;

public sealed class WebhookSendingTests
{
    private const string Secret = "a secret of the receiver";

    [Fact]
    public async Task WhatIsRecordedIsToldOnceWithASignatureThatTheReceiverCanCheck()
    {
        await using var receiver = await Receiver.StartAsync();
        using var site = Site.With(("Webhooks:AllowPrivateNetworks", "true"));
        site.StartServer();
        var (store, client) = (Get<Data.Webhooks>(site), Get<WebhookClient>(site));
        var webhook = await store.AddAsync("", receiver.Address, client.Protect(Secret), new("ann"));
        var moved = await store.AddAsync("", receiver.Address + "moved", client.Protect(Secret), new("ann"));
        Assert.Null(await Get<FactStore<Vehicle>>(site).SaveAsync(new Vehicle("su7", "SU7", "Xiaomi", null), new("ann")));

        var (path, headers, body) = await receiver.NextAsync();
        if (path == "/moved")
        {
            (path, headers, body) = await receiver.NextAsync();
        }
        Assert.Equal("/", path);
        Assert.Equal(
            WebhookMessage.Sign(Secret, long.Parse(headers["Tracker-Timestamp"], System.Globalization.CultureInfo.InvariantCulture), body),
            headers["Tracker-Signature"]);
        using var message = JsonDocument.Parse(body);
        Assert.False(message.RootElement.GetProperty("test").GetBoolean());
        var change = message.RootElement.GetProperty("changes")[0];
        Assert.Equal(
            ("su7", "vehicles", 1),
            (change.GetProperty("vehicle").GetString(), change.GetProperty("what").GetString(), change.GetProperty("added").GetInt32()));
        await UntilAsync(async () => (await store.DeliveriesAsync(webhook.Id, 5)) is [{ Status: 204, Attempt: 1 }]);
        // A redirect is an answer like any other that takes nothing.
        await UntilAsync(async () => (await store.DeliveriesAsync(moved.Id, 5)) is [{ Status: 302 }]);
        Assert.Equal(1, (await store.AllAsync()).Single(w => w.Id == moved.Id).Failures);
        Assert.DoesNotContain("/elsewhere", receiver.Paths);
    }

    [Fact]
    public async Task WhatANameStandsForIsCheckedWhenItIsConnectedTo()
    {
        await using var receiver = await Receiver.StartAsync();
        using var site = Site.With();
        site.StartServer();
        var (store, client) = (Get<Data.Webhooks>(site), Get<WebhookClient>(site));
        var webhook = await store.AddAsync(
            "",
            receiver.Address.Replace("127.0.0.1", "localhost", StringComparison.Ordinal),
            client.Protect(Secret),
            new("ann"));
        var delivery = await client.SendAsync(webhook, [], CancellationToken.None);
        Assert.Equal((null, false), (delivery.Status, delivery.IsTaken));
        Assert.Contains("public", delivery.Error, StringComparison.Ordinal);
        Assert.Empty(receiver.Paths);
    }

    [Fact]
    public void TheSignatureIsThatOfTheDocumentation() =>
        Assert.Equal(
            "sha256=" + Convert.ToHexStringLower(System.Security.Cryptography.HMACSHA256.HashData("secret"u8, "1700000000.{}"u8)),
            WebhookMessage.Sign("secret", 1_700_000_000, "{}"u8));

    private static T Get<T>(Site site) where T : notnull => site.Services.GetRequiredService<T>();

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!await condition())
        {
            await Task.Delay(50, patience.Token);
        }
    }

    private sealed class Receiver(WebApplication app) : IAsyncDisposable
    {
        private readonly System.Threading.Channels.Channel<(string Path, Dictionary<string, string> Headers, byte[] Body)> _came =
            System.Threading.Channels.Channel.CreateUnbounded<(string, Dictionary<string, string>, byte[])>();

        public ConcurrentQueue<string> Paths { get; } = [];

        public string Address => app.Urls.First() + "/";

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var app = builder.Build();
            var receiver = new Receiver(app);
            app.Run(receiver.TakeAsync);
            await app.StartAsync();
            return receiver;
        }

        public async Task<(string Path, Dictionary<string, string> Headers, byte[] Body)> NextAsync()
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
            return await _came.Reader.ReadAsync(patience.Token);
        }

        private async Task TakeAsync(HttpContext context)
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body);
            Paths.Enqueue(context.Request.Path);
            var headers = context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString());
            if (context.Request.Path == "/moved")
            {
                context.Response.Redirect("/elsewhere");
            }
            else
            {
                context.Response.StatusCode = StatusCodes.Status204NoContent;
            }
            await _came.Writer.WriteAsync((context.Request.Path, headers, body.ToArray()));
        }

        public ValueTask DisposeAsync() => app.DisposeAsync();
    }
}
