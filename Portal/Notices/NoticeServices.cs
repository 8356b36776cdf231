using Portal.Commands;
using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>The services that are connected, in the order in which they are asked: SMTP, text messages, the folder.</summary>
public sealed class NoticeServices
{
    private readonly IReadOnlyList<INoticeService> services;

    internal NoticeServices(IReadOnlyList<INoticeService> services) => this.services = services;

    /// <summary>What is kept as the reason while nothing takes an address; the page has words for it.</summary>
    public const string NoService = "no_service";

    public bool Any => services.Count > 0;

    public static NoticeServices Of(IConfiguration configuration, TimeProvider time)
    {
        var (sms, services) = (configuration.GetSection("Notices:Sms"), new List<INoticeService>());
        if (MailSettings.Of(configuration.GetSection("Notices:Smtp")) is { } mail)
            services.Add(new MailNotices(mail));
        if (sms["Url"] is { Length: > 0 } url)
        {
            if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !address.IsLoopback))
                throw new ConfigurationException("Notices:Sms:Url must be an https address.");
            services.Add(new SmsNotices(sms, new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })));
        }

        if (configuration["Notices:Folder"] is { Length: > 0 } folder)
            services.Add(new FiledNotices(folder, time));
        return new NoticeServices(services);
    }

    public async Task<NoticeAnswer> SendAsync(NoticeMessage message, CancellationToken cancellation) =>
        services.FirstOrDefault(s => s.Takes(message.Address)) is { } service
            ? await service.SendAsync(message, NoticeText.Of(message.Programme, message.Serial, message.Count, message.Left, message.ExpiresOn, message.Days), cancellation)
            : new NoticeAnswer(null, NoService);
}
