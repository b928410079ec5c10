using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Primitives;

namespace SU7Tracker.Benchmarks;

/// <summary>Kestrel and, where one is asked for, a log: it repeats, head and body, what another server has answered once.</summary>
internal static class BareServer
{
    private sealed record Recorded(int Status, KeyValuePair<string, StringValues>[] Headers, byte[] Body);

    public static async Task RunAsync(string[] args)
    {
        var builder = WebApplication.CreateEmptyBuilder(new() { Args = args });
        builder.Configuration.AddCommandLine(args);
        builder.WebHost.UseKestrelCore().UseUrls(builder.Configuration["urls"]!);
        var log = builder.Configuration["RequestLog"] ?? RequestLogs.None;
        RequestLogs.Add(builder, log, builder.Configuration["RequestLogFile"]);
        using var http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = DecompressionMethods.None })
        {
            BaseAddress = new(builder.Configuration["From"]!),
        };
        var answers = new Dictionary<string, Recorded>(StringComparer.Ordinal);
        foreach (var path in builder.Configuration["Paths"]!.Split(' '))
        {
            foreach (var gzip in new[] { false, true })
            {
                var full = await RecordAsync(path, gzip, null);
                answers.Add(Key(path, gzip, false), full);
                answers.Add(
                    Key(path, gzip, true),
                    await RecordAsync(path, gzip, full.Headers.First(h => h.Key == "ETag").Value.ToString()));
            }
        }
        // A page of the benchmark itself, compressed once.
        var page = builder.Configuration["Page"] is { } file ? Compressed(await File.ReadAllBytesAsync(file)) : [];
        var app = builder.Build();
        RequestLogs.Use(app, log);
        app.Run(context =>
        {
            var request = context.Request;
            if (request.Path == "/ready")
            {
                return Task.CompletedTask;
            }
            if (request.Path == "/allocated")
            {
                return context.Response.WriteAsync(GC.GetTotalAllocatedBytes(precise: true).ToString(CultureInfo.InvariantCulture));
            }
            if (request.Path == "/page")
            {
                (context.Response.Headers.ContentType, context.Response.Headers.ContentEncoding) = ("text/html; charset=utf-8", "gzip");
                return context.Response.Body.WriteAsync(page).AsTask();
            }
            var answer = answers[
                Key(
                    request.Path.Value + request.QueryString.Value,
                    request.Headers.AcceptEncoding.Count > 0,
                    request.Headers.IfNoneMatch.Count > 0)
            ];
            var response = context.Response;
            response.StatusCode = answer.Status;
            foreach (var (name, value) in answer.Headers)
            {
                response.Headers[name] = value;
            }
            return answer.Body.Length == 0 ? Task.CompletedTask : response.Body.WriteAsync(answer.Body).AsTask();
        });
        await app.RunAsync();

        async Task<Recorded> RecordAsync(string path, bool gzip, string? known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (gzip)
            {
                request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue("gzip"));
            }
            if (known is not null)
            {
                request.Headers.TryAddWithoutValidation("If-None-Match", known);
            }
            using var answer = await http.SendAsync(request);
            return new((int)answer.StatusCode,
                [.. answer.Headers.Concat(answer.Content.Headers).Where(h => h.Key is not ("Date" or "Transfer-Encoding" or "Server"))
                    .Select(h => KeyValuePair.Create(h.Key, new StringValues(string.Join(", ", h.Value))))],
                await answer.Content.ReadAsByteArrayAsync());
        }
    }

    private static byte[] Compressed(byte[] body)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(body);
        }
        return compressed.ToArray();
    }

    private static string Key(string path, bool gzip, bool known) => $"{path} {(gzip ? "gzip" : "")} {(known ? "known" : "")}";
}
