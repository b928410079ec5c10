namespace SU7Tracker.Web.Importing;

/// <summary>Tells how much of some bytes has been read.</summary>
internal sealed class ProgressStream(byte[] bytes, Action<double> told) : MemoryStream(bytes, writable: false)
{
    /// <inheritdoc/>
    public override int Read(Span<byte> buffer)
    {
        var read = base.Read(buffer);
        told(Length == 0 ? 1 : (double)Position / Length);
        return read;
    }

    /// <inheritdoc/>
    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(Read(buffer.Span));
    }
}
