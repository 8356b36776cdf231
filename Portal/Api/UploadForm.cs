using Microsoft.AspNetCore.Http.Features;
using Portal.Domain;

namespace Portal.Api;

/// <summary>The request carries no file in the part named <c>file</c>.</summary>
public sealed record FileMissing : Refusal;

/// <summary>A multipart form with a file in the part <c>file</c>. A body that is too long is refused before it is read.</summary>
internal static class UploadForm
{
    /// <summary>Bytes for the form around the file.</summary>
    private const long Around = 64 * 1024;

    public static async Task<Outcome<(IFormFile File, IFormCollection Form)>> ReadAsync(HttpContext context, long maxBytes, Refusal tooLarge)
    {
        var read = await ReadOptionalAsync(context, maxBytes, tooLarge);
        return !read.TryGet(out var upload) ? read.Refusals.ToList() : upload.File is { } file ? (file, upload.Form) : new FileMissing { Field = "file" };
    }

    /// <summary>The same of a form that is good without a file.</summary>
    public static async Task<Outcome<(IFormFile? File, IFormCollection Form)>> ReadOptionalAsync(HttpContext context, long maxBytes, Refusal tooLarge)
    {
        tooLarge = tooLarge with { Field = "file" };
        var maxBody = maxBytes + Around;
        if (context.Request.ContentLength > maxBody)
            return tooLarge;
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = maxBody;
        if (!context.Request.HasFormContentType)
            return new FileMissing { Field = "file" };
        try
        {
            var form = await context.Request.ReadFormAsync(new FormOptions { MultipartBodyLengthLimit = maxBody, BufferBodyLengthLimit = maxBody }, context.RequestAborted);
            return form.Files["file"] is { } file && file.Length > maxBytes ? tooLarge : (form.Files["file"], form);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            return e is BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } ? tooLarge : new BodyMalformed();
        }
    }
}
