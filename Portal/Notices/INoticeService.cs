using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>A way out for messages. What the service says is answered; nothing that it does throws.</summary>
internal interface INoticeService
{
    bool Takes(NoticeAddress address);

    Task<NoticeAnswer> SendAsync(NoticeMessage message, NoticeText text, CancellationToken cancellation);
}
