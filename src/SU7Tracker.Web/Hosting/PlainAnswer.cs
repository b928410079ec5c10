using System.Text;
using System.Text.Encodings.Web;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting;

/// <summary>Refuses a request in words without rendering a page: a refusal costs less than what it refuses.</summary>
internal static class PlainAnswer
{
    /// <summary>Writes a short page to people and <c>application/problem+json</c> to programs.</summary>
    /// <param name="forPrograms">What programs are told; the text of the page when null.</param>
    public static Task WriteAsync(HttpContext context, int status, string title, string text, string? forPrograms = null)
    {
        if (Errors.IsProgram(context))
        {
            return ApiProblem.Of(status, forPrograms ?? text).ExecuteAsync(context);
        }
        var response = context.Response;
        response.StatusCode = status;
        response.ContentType = "text/html; charset=utf-8";
        var encoder = HtmlEncoder.Default;
        var again = status != StatusCodes.Status503ServiceUnavailable ? ""
            : $"""<p data-again="{Errors.RetryAfter}" hidden>{encoder.Encode(LayoutTexts.TriesAgain)}</p>""";
        var language = System.Globalization.CultureInfo.CurrentUICulture.Name;
        return response.WriteAsync($"""
            <!DOCTYPE html>
            <html lang="{language}">
            <head><meta charset="utf-8" /><meta name="viewport" content="width=device-width, initial-scale=1" />
            <title>{encoder.Encode(title)}</title><link rel="stylesheet" href="/site.css" />
            <script defer src="/again.js"></script></head>
            <body><main class="site-main"><h1>{encoder.Encode(title)}</h1><p>{encoder.Encode(text)}</p>{again}</main></body>
            </html>
            """, Encoding.UTF8);
    }
}
