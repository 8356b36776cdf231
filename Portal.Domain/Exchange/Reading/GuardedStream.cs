namespace Portal.Domain.Exchange.Reading;

/// <summary>Counts the bytes that all parts of one workbook inflate to.</summary>
internal sealed class InflationMeter
{
    private long total;

    public void Add(long bytes)
    {
        total += bytes;
        if (total > ExchangeLimits.InflatedBytes)
            throw new UnreadableFileException(TooFar);
    }

    public static FileInflatesTooFar TooFar => new((int)(ExchangeLimits.InflatedBytes >> 20));
}

/// <summary>
/// A part of a workbook while it inflates: counted, stopped at a document type, and stopped at a run without tags that
/// an XML reader would have to gather in memory.
/// </summary>
internal sealed class GuardedStream(Stream inner, InflationMeter meter) : Stream
{
    private bool started;
    private int run;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        // The first block is filled, so that a document type in it is seen in one piece.
        var count = started ? inner.Read(buffer) : inner.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        meter.Add(count);
        var bytes = buffer[..count];
        if (!started && bytes.IndexOf("<!DOCTYPE"u8) >= 0)
            throw new UnreadableFileException(new FileHasDocumentType());
        started = true;

        var last = bytes.LastIndexOf((byte)'<');
        run = last < 0 ? run + count : count - last;
        if (run > ExchangeLimits.MarkupRun)
            throw new UnreadableFileException(new FileNotReadable());
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            inner.Dispose();
        base.Dispose(disposing);
    }
}
