using System.Security.Cryptography;
using Portal.Domain.Storage;

namespace Portal.Domain.Privacy;

/// <summary>
/// The secrets that stand outside the database: one file of 32 random bytes each, made at first use, readable by the owner alone.
/// Whoever has the database without this folder can neither read personal fields nor forge the audit chain.
/// </summary>
public sealed class KeyRing
{
    private readonly Lazy<byte[]> personal;
    private readonly Lazy<byte[]> audit;
    private readonly Lazy<byte[]> lookup;

    public KeyRing(string folder)
    {
        Folder = folder;
        personal = new(() => LoadOrMake("personal.key"));
        audit = new(() => LoadOrMake("audit.key"));
        lookup = new(() => LoadOrMake("lookup.key"));
    }

    public string Folder { get; }

    /// <summary>Wraps the keys of persons.</summary>
    public byte[] Personal => personal.Value;

    /// <summary>Authenticates the audit chain.</summary>
    public byte[] Audit => audit.Value;

    /// <summary>Makes exact-match indexes over sealed fields.</summary>
    public byte[] Lookup => lookup.Value;

    /// <summary>Makes what is missing now rather than at first use, so that a folder that cannot be written is told at once.</summary>
    public void MakeMissing()
    {
        try
        {
            foreach (var key in (Lazy<byte[]>[])[personal, audit, lookup])
                _ = key.Value;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"The folder of the keys, {Folder}, cannot be read or written: {refused.Message} Give the portal's account the right to, or name another place in Keys:Path or Data:Path.");
        }
    }

    private byte[] LoadOrMake(string name)
    {
        var path = Path.Combine(Folder, name);
        Directory.CreateDirectory(Folder);
        if (!File.Exists(path))
            Make(path);
        var key = File.ReadAllBytes(path);
        return key.Length == 32 ? key : throw new InvalidDataException($"{path} is not a key of 32 bytes.");
    }

    /// <summary>Written beside and linked into place, so that of two processes that start together both read the same key.</summary>
    private static void Make(string path)
    {
        var draft = path + "." + Guid.NewGuid().ToString("N");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
        {
            file.Write(RandomNumberGenerator.GetBytes(32));
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
