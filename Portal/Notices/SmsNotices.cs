using System.Net;
using System.Net.Http.Headers;
using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>
/// Hands notices to a text message service over HTTP: <c>POST Notices:Sms:Url</c> with <c>{id, from, to, text}</c> and <c>Authorization: Bearer Notices:Sms:Key</c>. Each try of a message has the same id, also in the header
/// <c>Idempotency-Key</c>. 2xx has taken it; another answer below 500, but for 408 and 429, refuses it for good.
/// </summary>
internal sealed class SmsNotices(IConfigurationSection settings, HttpClient http) : INoticeService
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public bool Takes(NoticeAddress address) => !address.IsMail;

    public async Task<NoticeAnswer> SendAsync(NoticeMessage message, NoticeText text, CancellationToken cancellation)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(Limit);
        using var request = new HttpRequestMessage(HttpMethod.Post, settings["Url"]) { Content = JsonContent.Create(new { id = message.Id, from = settings["From"], to = message.Address.Value, text = text.Body }) };
        request.Headers.Add("Idempotency-Key", message.Id.ToString("D"));
        if (settings["Key"] is { Length: > 0 } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var later = (int)answer.StatusCode >= 500 || answer.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests;
            return answer.IsSuccessStatusCode ? new NoticeAnswer(NoticeChannel.Sms) : new NoticeAnswer(null, $"{(int)answer.StatusCode} {answer.ReasonPhrase}", ForGood: !later);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException || (failure is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            return new NoticeAnswer(null, failure is OperationCanceledException ? "timeout" : failure.Message);
        }
    }
}
