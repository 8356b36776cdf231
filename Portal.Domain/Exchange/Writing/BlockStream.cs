namespace Portal.Domain.Exchange.Writing;

/// <summary>Holds what a synchronous writer writes until it is handed on asynchronously in blocks of this size or a little more.</summary>
internal sealed class BlockStream(Stream target) : MemoryStream(BlockBytes + BlockBytes / 4)
{
    private const int BlockBytes = 128 * 1024;

    /// <summary>True when a block is full.</summary>
    public bool IsFull => Length >= BlockBytes;

    /// <summary>Hands on what is held.</summary>
    public async Task PassOnAsync(CancellationToken cancel)
    {
        await target.WriteAsync(GetBuffer().AsMemory(0, (int)Length), cancel);
        SetLength(0);
    }
}
