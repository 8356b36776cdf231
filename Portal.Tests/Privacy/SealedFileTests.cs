using System.Security.Cryptography;
using Portal.Domain.Privacy;

namespace Portal.Tests.Privacy;

public sealed class SealedFileTests : IDisposable
{
    private readonly string path = Path.Combine(Directory.CreateTempSubdirectory("portal-sealed-").FullName, "file");
    private readonly byte[] key = SealedFile.NewKey();

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(65_536)]
    [InlineData(65_537)]
    [InlineData(200_000)]
    public void Read_WhatWasWritten_ComesBackWhole(int length)
    {
        var plain = Write(length);
        using var read = new MemoryStream();
        using (var file = SealedFile.Open(path, key))
            file.CopyTo(read);
        Assert.Equal(plain, read.ToArray());
        Assert.Equal(length, SealedFile.LengthOf(path));
        Assert.True(length < 20 || File.ReadAllBytes(path).AsSpan().IndexOf(plain.AsSpan(0, 20)) < 0, "The content lies in the clear.");
    }

    [Theory]
    [InlineData(70_000)]
    [InlineData(65_552)]
    [InlineData(0)]
    public void Read_CutOff_Throws(int kept)
    {
        Write(200_000);
        using (var file = File.OpenWrite(path))
            file.SetLength(kept);
        Assert.ThrowsAny<CryptographicException>(ReadAll);
    }

    [Fact]
    public void Read_AlteredOrWithAnotherKey_Throws()
    {
        Write(100_000);
        Assert.ThrowsAny<CryptographicException>(() => SealedFile.Open(path, SealedFile.NewKey()).ReadByte());
        var bytes = File.ReadAllBytes(path);
        bytes[90_000] ^= 1;
        File.WriteAllBytes(path, bytes);
        Assert.ThrowsAny<CryptographicException>(ReadAll);
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);

    private byte[] Write(int length)
    {
        var plain = RandomNumberGenerator.GetBytes(length);
        using var file = SealedFile.Create(path, key);
        foreach (var part in plain.Chunk(7_001))
            file.Write(part);
        return plain;
    }

    private void ReadAll()
    {
        using var file = SealedFile.Open(path, key);
        file.CopyTo(Stream.Null);
    }
}
