using SU7Tracker.Data;

namespace SU7Tracker.Web.Hosting;

/// <summary>
/// Tells why the program should not be sent requests: its database does not answer or cannot be written, or its disk is full.
/// </summary>
internal sealed class Readiness(Database database, WriteProbe probe, TrackerStorage storage, TimeProvider clock) : IDisposable
{
    private static readonly TimeSpan Freshness = TimeSpan.FromSeconds(2), LongestCheck = TimeSpan.FromSeconds(5);
    private static readonly byte[] Block = new byte[64 << 10];
    private readonly SemaphoreSlim _checking = new(1, 1);
    private long _checkedAt;
    private string? _notReadable, _notWritable;

    /// <summary>What is wrong; null when nothing is. The answer may be two seconds old.</summary>
    public async Task<string?> ProblemAsync(bool forReading, CancellationToken cancel)
    {
        if (forReading && database.ServesReaders)
        {
            return null;
        }
        await _checking.WaitAsync(cancel);
        try
        {
            if (_checkedAt == 0 || clock.GetElapsedTime(_checkedAt) > Freshness)
            {
                using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancel);
                limit.CancelAfter(LongestCheck);
                await CheckAsync(limit.Token);
                _checkedAt = clock.GetTimestamp();
            }
            return _notReadable ?? (forReading ? null : _notWritable);
        }
        finally
        {
            _checking.Release();
        }
    }

    private async Task CheckAsync(CancellationToken cancel)
    {
        try
        {
            _notReadable = await database.IsReadyAsync(cancel) ? null : "The database does not answer or is not migrated.";
            _notWritable = _notReadable is not null ? null
                : await probe.ProblemAsync(cancel) is { } refused ? $"The database cannot be written: {refused}"
                : await WriteFileAsync(cancel) is { } full ? $"The data folder cannot be written: {full}"
                : null;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            _notReadable = "The database does not answer in time.";
        }
    }

    private async Task<string?> WriteFileAsync(CancellationToken cancel)
    {
        var path = Path.Combine(storage.Folder, $".write-check-{Environment.ProcessId}");
        try
        {
            Directory.CreateDirectory(storage.Folder);
            await using var file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            await file.WriteAsync(Block, cancel);
            file.Flush(flushToDisk: true);
            return null;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return failure.Message;
        }
    }

    public void Dispose() => _checking.Dispose();
}
