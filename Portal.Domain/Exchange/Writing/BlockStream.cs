namespace Portal.Domain.Exchange.Writing;

/// <summary>
/// Takes what synchronous writers write and hands it on asynchronously in blocks, because the body of a response takes
/// nothing else. It looks like a stream that cannot seek.
/// </summary>
internal sealed class BlockStream(Stream target) : Stream
{
    private const int BlockBytes = 128 * 1024;

    private readonly MemoryStream held = new(BlockBytes + BlockBytes / 4);

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>Hands on what is held if that is a full block, or in any case.</summary>
    public async ValueTask PassOnAsync(bool always, CancellationToken cancel)
    {
        if (!always && held.Length < BlockBytes)
            return;
        await target.WriteAsync(held.GetBuffer().AsMemory(0, (int)held.Length), cancel);
        held.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => held.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => held.Write(buffer);

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
