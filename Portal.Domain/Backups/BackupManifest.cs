using System.Text.Json;

namespace Portal.Domain.Backups;

/// <summary>One file of a backup, with what proves that it came through whole.</summary>
/// <param name="Path">Within the backup, with forward slashes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
public sealed record BackupFile(string Path, long Length, string Sha256);

/// <summary>What a backup holds: <c>manifest.json</c> beside the files it names. Files that it does not name are not restored.</summary>
/// <param name="WithKeys">False by default: whoever finds a backup without keys can neither read personal fields nor forge the audit chain.</param>
public sealed record BackupManifest(int Format, DateTime CreatedAt, string Provider, bool WithKeys, IReadOnlyList<BackupFile> Files)
{
    public const int CurrentFormat = 1;
    public const string FileName = "manifest.json";
    public const string DatabaseName = "portal.db";
    public const string DocumentsFolder = "documents/";
    public const string KeysFolder = "keys/";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string Write() => JsonSerializer.Serialize(this, Json);

    /// <summary>Reads and judges a manifest. Throws <see cref="BackupException"/> when it is none, or names a place outside the backup.</summary>
    public static BackupManifest Read(string text)
    {
        var manifest = Parse(text);
        if (manifest.Format != CurrentFormat)
            throw new BackupException($"The backup has format {manifest.Format}; this program reads {CurrentFormat}.");
        if (manifest.Files.FirstOrDefault(f => !IsOurs(f.Path)) is { } foreign)
            throw new BackupException($"The backup names a file that is none of a backup: {foreign.Path}");
        return manifest;
    }

    private static BackupManifest Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize<BackupManifest>(text, Json) is { Files: not null } manifest ? manifest : throw new BackupException("The backup's manifest is empty.");
        }
        catch (JsonException)
        {
            throw new BackupException("The backup's manifest cannot be read.");
        }
    }

    private static bool IsOurs(string path) => path == DatabaseName
        || (path.StartsWith(DocumentsFolder, StringComparison.Ordinal) && path[DocumentsFolder.Length..] is { Length: 67 } name && name[2] == '/' && name.Remove(2, 1).All(char.IsAsciiHexDigitLower))
        || (path.StartsWith(KeysFolder, StringComparison.Ordinal) && path[KeysFolder.Length..] is var key && key.EndsWith(".key", StringComparison.Ordinal) && key[..^4].All(char.IsAsciiLetterLower));
}

/// <summary>A backup could not be made or brought back; the message says why in one sentence.</summary>
public sealed class BackupException(string message) : Exception(message);
