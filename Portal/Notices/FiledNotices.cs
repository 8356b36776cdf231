using System.Text.Encodings.Web;
using System.Text.Json;
using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>Lays notices down in the folder <c>Notices:Folder</c>, one file each, for a service that fetches them there. They hold addresses in the clear: the folder is the portal's account's alone.</summary>
internal sealed class FiledNotices(string folder, TimeProvider time) : INoticeService
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public bool Takes(NoticeAddress address) => true;

    public async Task<NoticeAnswer> SendAsync(NoticeMessage message, NoticeText text, CancellationToken cancellation)
    {
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(folder);
            else
                Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            var path = Path.Combine(folder, $"{message.Id:N}.json");
            var content = JsonSerializer.SerializeToUtf8Bytes(new { id = message.Id, at = time.GetUtcNow(), to = message.Address.Value, subject = text.Subject, text = text.Body }, Plain);
            await File.WriteAllBytesAsync(path + ".new", content, cancellation);
            File.Move(path + ".new", path, overwrite: true);
            return new NoticeAnswer(NoticeChannel.File);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return new NoticeAnswer(null, failure.Message);
        }
    }
}
