using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Portal.Domain.Privacy;

/// <summary>
/// A file that is sealed as it is written and opened as it is read, piece by piece, so that its size costs no memory (AES-256-GCM). Each file has a key of its own, so the number of a piece serves as its
/// nonce; whoever drops the key has destroyed the file. A piece that was altered, moved or cut off at the end does not open.
/// </summary>
public static class SealedFile
{
    private const int KeySize = 32;
    private const int NonceSize = 12;
    private const int TagSize = 16;
    private const int Piece = 65_536;

    /// <summary>A key for one file; never for a second one.</summary>
    public static byte[] NewKey() => RandomNumberGenerator.GetBytes(KeySize);

    /// <summary>Begins a file, which its owner alone may read; it is whole once the stream was closed.</summary>
    public static Stream Create(string path, byte[] key)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new Writing(new FileStream(path, options), key);
    }

    /// <summary>Opens a file. Reading throws <see cref="CryptographicException"/> where it was tampered with.</summary>
    public static Stream Open(string path, byte[] key) => new Reading(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete), key);

    /// <summary>How long the content of a sealed file is; bytes.</summary>
    public static long LengthOf(string path)
    {
        var length = new FileInfo(path).Length;
        return length - (((length + Piece + TagSize - 1) / (Piece + TagSize)) * TagSize);
    }

    private static byte[] Nonce(long number, bool last)
    {
        var nonce = new byte[NonceSize];
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[^1] = last ? (byte)1 : (byte)0;
        return nonce;
    }

    /// <summary>Keeps a full piece back until it is known whether it is the last.</summary>
    private sealed class Writing(FileStream file, byte[] key) : OneWayStream
    {
        private readonly AesGcm aes = new(key, TagSize);
        private readonly byte[] plain = new byte[Piece];
        private readonly byte[] sealedPiece = new byte[TagSize + Piece];
        private int filled;
        private long number;
        private bool closed;

        public override bool CanWrite => true;

        public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

        public override void Write(ReadOnlySpan<byte> buffer)
        {
            while (buffer.Length > 0)
            {
                if (filled == Piece)
                    Seal(last: false);
                var taken = Math.Min(Piece - filled, buffer.Length);
                buffer[..taken].CopyTo(plain.AsSpan(filled));
                filled += taken;
                buffer = buffer[taken..];
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing && !closed)
            {
                closed = true;
                Seal(last: true);
                file.Flush(flushToDisk: true);
                file.Dispose();
                aes.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Seal(bool last)
        {
            aes.Encrypt(Nonce(number++, last), plain.AsSpan(0, filled), sealedPiece.AsSpan(TagSize, filled), sealedPiece.AsSpan(0, TagSize));
            file.Write(sealedPiece, 0, TagSize + filled);
            filled = 0;
        }
    }

    private sealed class Reading(FileStream file, byte[] key) : OneWayStream
    {
        private readonly AesGcm aes = new(key, TagSize);
        private readonly byte[] plain = new byte[Piece];
        private readonly byte[] sealedPiece = new byte[TagSize + Piece];
        private int at;
        private int filled;
        private long number;
        private bool ended;

        public override bool CanRead => true;

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            if (at == filled && !ended)
                Unseal();
            var taken = Math.Min(filled - at, buffer.Length);
            plain.AsSpan(at, taken).CopyTo(buffer);
            at += taken;
            return taken;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                file.Dispose();
                aes.Dispose();
            }

            base.Dispose(disposing);
        }

        private void Unseal()
        {
            var read = file.ReadAtLeast(sealedPiece, sealedPiece.Length, throwOnEndOfStream: false);
            if (read < TagSize)
                throw new CryptographicException("The end of the file is missing.");
            ended = file.Position == file.Length;
            (at, filled) = (0, read - TagSize);
            aes.Decrypt(Nonce(number++, ended), sealedPiece.AsSpan(TagSize, filled), sealedPiece.AsSpan(0, TagSize), plain.AsSpan(0, filled));
        }
    }

    /// <summary>What both directions do not do.</summary>
    private abstract class OneWayStream : Stream
    {
        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        /// <summary>A piece is written when it is full.</summary>
        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
