using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using SU7Tracker.Data;
using SU7Tracker.Web.Deriving;

namespace SU7Tracker.Web.Api;

/// <summary>
/// Explains what fails in an endpoint of the API: a body that is too large or cannot be read, a database that does not answer.
/// </summary>
internal static class ApiFaults
{
    public static async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        // Programs are answered in one language.
        CultureInfo.CurrentUICulture = CultureInfo.InvariantCulture;
        var context = invocation.HttpContext;
        var size = context.GetEndpoint()?.Metadata.GetMetadata<RequestSize>();
        if (size is not null && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
        {
            limit.MaxRequestBodySize = null;
            if (context.Request.ContentLength > size.Bytes)
            {
                return TooLarge();
            }
            if (context.Request.Headers.ContentEncoding is [{ Length: > 0 } packed, ..] && packed != "identity")
            {
                return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, ApiTexts.Packed);
            }
            context.Request.Body = new LimitedBody(context.Request.Body, size.Bytes);
        }
        try
        {
            return await next(invocation);
        }
        catch (BadHttpRequestException bad)
        {
            return bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge() : ApiProblem.Of(bad.StatusCode, ApiTexts.BadBody);
        }
        catch (BusyException)
        {
            context.Response.Headers.RetryAfter = BusyException.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, ApiTexts.Busy);
        }
        catch (Exception away) when (Faults.IsTransient(away))
        {
            context.RequestServices.GetRequiredService<ILogger<Database>>().DatabaseUnavailable(away.GetBaseException().Message);
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, ApiTexts.DatabaseAway);
        }

        IResult TooLarge() => ApiProblem.Of(
            StatusCodes.Status413PayloadTooLarge,
            size is not null ? ApiProblem.Format(ApiTexts.LargerThan, size.Bytes >> 20) : ApiTexts.TooLarge);
    }
}
