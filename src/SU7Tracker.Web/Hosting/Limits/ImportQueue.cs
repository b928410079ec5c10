using Microsoft.AspNetCore.WebUtilities;
using SU7Tracker.Data;
using SU7Tracker.Web.Api;

namespace SU7Tracker.Web.Hosting.Limits;

/// <summary>
/// Receives a file completely before it is read into the database, a few files at a time: a caller who sends slowly holds neither a
/// connection to the database nor a turn.
/// </summary>
internal sealed class ImportQueue(IConfiguration configuration, ILogger<ImportQueue> logger) : IEndpointFilter, IDisposable
{
    private const int MostInMemory = 64 << 10;
    private readonly SemaphoreSlim _turns = new(configuration.GetValue("Limits:ImportsAtOnce", 2));
    private int _waiting, _running;

    /// <summary>How many received files wait for their turn.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>How many files are read into the database.</summary>
    public int Running => Volatile.Read(ref _running);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var received = new FileBufferingReadStream(invocation.HttpContext.Request.Body, MostInMemory);
        try
        {
            return await InvokeAsync(invocation, next, received);
        }
        finally
        {
            try
            {
                await received.DisposeAsync();
            }
            catch (Exception full) when (IsFull(full))
            {
                // What could not be written is not needed any more.
            }
        }
    }

    // A file that grows beyond what the system allows is told as an argument out of range.
    private static bool IsFull(Exception failure) =>
        failure is (IOException and not BadHttpRequestException) or ArgumentOutOfRangeException;

    private async ValueTask<object?> InvokeAsync(
        EndpointFilterInvocationContext invocation,
        EndpointFilterDelegate next,
        FileBufferingReadStream received)
    {
        var context = invocation.HttpContext;
        try
        {
            await received.DrainAsync(context.RequestAborted);
        }
        catch (Exception full) when (IsFull(full) && !context.RequestAborted.IsCancellationRequested)
        {
            logger.DatabaseUnavailable(full.Message);
            context.Response.Headers.RetryAfter = Errors.RetryAfter;
            return ApiProblem.Of(StatusCodes.Status503ServiceUnavailable, HostingTexts.NoSpace);
        }
        received.Position = 0;
        context.Request.Body = received;
        using var turn = await EnterAsync(context.RequestAborted);
        return await next(invocation);
    }

    /// <summary>Waits for a turn to read a file into the database; it ends with the value that is returned.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken cancel)
    {
        Interlocked.Increment(ref _waiting);
        try
        {
            await _turns.WaitAsync(cancel);
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
        Interlocked.Increment(ref _running);
        return new Turn(this);
    }

    public void Dispose() => _turns.Dispose();

    private sealed class Turn(ImportQueue queue) : IDisposable
    {
        public void Dispose()
        {
            Interlocked.Decrement(ref queue._running);
            queue._turns.Release();
        }
    }
}
