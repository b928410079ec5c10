using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;
using Microsoft.Net.Http.Headers;

namespace SU7Tracker.Web.Api;

/// <summary>An answer as it is sent, and the tag by which a caller recognises it.</summary>
internal sealed record Answer(byte[] Body, string ContentType, string ETag)
{
    public static Answer Of(byte[] body, string contentType) => new(body, contentType, $"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 12))}\"");
}

/// <summary>
/// Answers that were derived before, kept as bytes. The key names the version of the record, so that a change makes another key and
/// nothing here is ever stale; those that nobody asks for give way.
/// </summary>
internal sealed class Answers : IDisposable
{
    private const long MostBytes = 64 << 20;
    private readonly MemoryCache _kept = new(new MemoryCacheOptions { SizeLimit = MostBytes });

    public Answer Get(string key, Func<Answer> derive)
    {
        if (_kept.TryGetValue(key, out Answer? kept))
        {
            return kept!;
        }
        var answer = derive();
        using var entry = _kept.CreateEntry(key);
        entry.Value = answer;
        entry.Size = answer.Body.Length + (2 * key.Length) + 200;
        return answer;
    }

    public void Dispose() => _kept.Dispose();
}

/// <summary>Sends an answer, or 304 when the caller has it.</summary>
internal sealed class AnswerResult(Answer answer, string cacheControl = "no-cache") : IResult
{
    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        response.Headers.ETag = answer.ETag;
        response.Headers.CacheControl = cacheControl;
        response.Headers.Vary = HeaderNames.Accept;
        if (context.Request.Headers.IfNoneMatch is { Count: > 0 } known && Has(known))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return Task.CompletedTask;
        }
        response.ContentType = answer.ContentType;
        response.ContentLength = answer.Body.Length;
        return HttpMethods.IsHead(context.Request.Method) ? Task.CompletedTask : response.Body.WriteAsync(answer.Body, context.RequestAborted).AsTask();
    }

    private bool Has(Microsoft.Extensions.Primitives.StringValues known) =>
        known.Count == 1 && known[0] == answer.ETag
        || EntityTagHeaderValue.TryParseList(known, out var tags) && tags.Any(t => t == EntityTagHeaderValue.Any || t.Tag == answer.ETag);
}
