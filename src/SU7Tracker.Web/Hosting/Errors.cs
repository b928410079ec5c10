using Microsoft.AspNetCore.Diagnostics;
using SU7Tracker.Data;
using SU7Tracker.Web.Api;
using SU7Tracker.Web.Deriving;
using SU7Tracker.Web.Hosting.Limits;

namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Answers failed requests: with a page to browsers, with <c>application/problem+json</c> to programs, never with a stack trace.
/// </summary>
internal static class Errors
{
    /// <summary>After how many seconds it is worth asking again, when the database does not answer.</summary>
    public const string RetryAfter = "5";

    public static void AddErrors(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    public static void UseErrors(this WebApplication app)
    {
        app.Use(AnswerAnywayAsync);
        app.UseExceptionHandler(
            new ExceptionHandlerOptions
            {
                ExceptionHandlingPath = "/problem/500",
                CreateScopeForErrors = true,
                StatusCodeSelector = StatusOf,
                SuppressDiagnosticsCallback = IsLoggedWithoutStack,
            });
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowByGetAsync);
        app.UseWhen(
            IsProgram,
            programs =>
            {
                programs.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandler = ExplainAsync,
                        StatusCodeSelector = StatusOf,
                        SuppressDiagnosticsCallback = IsLoggedWithoutStack,
                    });
                programs.UseStatusCodePages(answer => ExplainAsync(answer.HttpContext));
            });
    }

    /// <summary>Whether whoever asks is a program: it calls the API, or in a way that no browser opens a page.</summary>
    public static bool IsProgram(HttpContext context) =>
        (context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase, out var rest) && rest.Value is not ("" or "/"))
        || context.Request.Path.StartsWithSegments("/openapi", StringComparison.OrdinalIgnoreCase)
        || !(
            HttpMethods.IsGet(context.Request.Method)
            || HttpMethods.IsHead(context.Request.Method)
            || HttpMethods.IsPost(context.Request.Method));

    private static int StatusOf(Exception error) =>
        error is BadHttpRequestException bad ? bad.StatusCode
        : error is BusyException || Faults.IsTransient(error) ? StatusCodes.Status503ServiceUnavailable
        : StatusCodes.Status500InternalServerError;

    // While a database does not answer every request fails alike: a line each says enough.
    private static bool IsLoggedWithoutStack(ExceptionHandlerSuppressDiagnosticsContext failure)
    {
        var isTransient = Faults.IsTransient(failure.Exception);
        if (isTransient)
        {
            failure
                .HttpContext.RequestServices.GetRequiredService<ILogger<Database>>()
                .DatabaseUnavailable(failure.Exception.GetBaseException().Message);
        }
        return isTransient;
    }

    private static Task ExplainAsync(HttpContext context) => ApiProblem.Of(context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => ApiTexts.NoPath,
        StatusCodes.Status405MethodNotAllowed => ApiTexts.NotThisMethod,
        StatusCodes.Status413PayloadTooLarge => ApiTexts.TooLarge,
        StatusCodes.Status503ServiceUnavailable => ApiTexts.DatabaseAway,
        >= 500 => ApiTexts.Failed,
        _ => ApiTexts.BadBody,
    }).ExecuteAsync(context);

    // The page that explains a failure may itself need what has failed; then plain text is sent.
    private static async Task AnswerAnywayAsync(HttpContext context, RequestDelegate next)
    {
        context.Response.OnStarting(static state =>
        {
            var response = ((HttpContext)state).Response;
            if (response.StatusCode == StatusCodes.Status503ServiceUnavailable && response.Headers.RetryAfter.Count == 0)
            {
                response.Headers.RetryAfter = RetryAfter;
            }
            return Task.CompletedTask;
        }, context);
        try
        {
            await next(context);
        }
        catch (Exception error) when (!context.Response.HasStarted && !context.RequestAborted.IsCancellationRequested)
        {
            var status = StatusOf(error);
            context.Response.Clear();
            context.Response.StatusCode = status;
            context.Response.ContentType = "text/plain; charset=utf-8";
            await context.Response.WriteAsync(
                status == StatusCodes.Status503ServiceUnavailable ? LayoutTexts.UnavailableText : LayoutTexts.ErrorText);
        }
    }

    // The page that tells of a failed form must not be taken for that form.
    private static async Task ShowByGetAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (context.IsExecutedAgain())
        {
            context.Request.Method = HttpMethods.Get;
        }
        try
        {
            await next(context);
        }
        finally
        {
            context.Request.Method = method;
        }
    }
}
