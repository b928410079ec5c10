using Microsoft.AspNetCore.Diagnostics;

namespace SU7Tracker.Web.Hosting;

/// <summary>What a failed request is answered with: a page of ours to people, <c>application/problem+json</c> to programs, and a stack trace to nobody.</summary>
internal static class Errors
{
    public static void AddErrors(this WebApplicationBuilder builder) => builder.Services.AddProblemDetails();

    public static void UseErrors(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/problem/500",
            CreateScopeForErrors = true,
            StatusCodeSelector = error => error is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError,
        });
        app.UseStatusCodePagesWithReExecute("/problem/{0}", createScopeForStatusCodePages: true);
        app.Use(ShowByGetAsync);
        app.UseWhen(IsProgram, programs =>
        {
            programs.UseExceptionHandler();
            programs.UseStatusCodePages();
        });
    }

    private static bool IsProgram(HttpContext context) =>
        context.Request.Path.StartsWithSegments("/api/v1", StringComparison.Ordinal) || context.Request.Path.StartsWithSegments("/openapi", StringComparison.Ordinal);

    // The page that tells of a failed form must not be taken for that form.
    private static async Task ShowByGetAsync(HttpContext context, RequestDelegate next)
    {
        var method = context.Request.Method;
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null)
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
