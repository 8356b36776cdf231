using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Portal.Commands;
using Portal.Domain.Vouchers;

namespace Portal.Notices;

/// <summary>How the mail server is reached.</summary>
internal sealed record MailSettings(string Host, int Port, MailboxAddress From, string? User, string Password, SecureSocketOptions Security)
{
    private const int UsualPort = 587;

    /// <summary>Reads the settings; null when no host is named.</summary>
    public static MailSettings? Of(IConfigurationSection settings)
    {
        if (settings["Host"] is not { Length: > 0 } host)
            return null;
        if (!MailboxAddress.TryParse(settings["From"], out var from))
            throw new ConfigurationException("Notices:Smtp:Host is set, but Notices:Smtp:From is not an e-mail address.");
        var security = settings["Security"]?.ToUpperInvariant() switch
        {
            "NONE" => SecureSocketOptions.None,
            "STARTTLS" => SecureSocketOptions.StartTls,
            "TLS" => SecureSocketOptions.SslOnConnect,
            _ => SecureSocketOptions.Auto,
        };
        return new MailSettings(host, settings.GetValue("Port", UsualPort), from, settings["User"], settings["Password"] ?? "", security);
    }
}

/// <summary>Sends notices by SMTP: <c>Notices:Smtp:Host</c>, <c>Port</c>, <c>From</c>, <c>User</c>, <c>Password</c> and <c>Security</c> (none, starttls or tls; else what the server offers).</summary>
internal sealed class MailNotices(MailSettings settings) : INoticeService
{
    private const int TimeLimit = 20_000;

    public bool Takes(NoticeAddress address) => address.IsMail;

    public async Task<NoticeAnswer> SendAsync(NoticeMessage message, NoticeText text, CancellationToken cancellation)
    {
        using var mail = new MimeMessage { Subject = text.Subject, MessageId = $"{message.Id:N}@portal", Body = new TextPart("plain") { Text = text.Body } };
        mail.From.Add(settings.From);
        mail.To.Add(MailboxAddress.Parse(message.Address.Value));
        using var client = new SmtpClient { Timeout = TimeLimit };
        try
        {
            await client.ConnectAsync(settings.Host, settings.Port, settings.Security, cancellation);
            if (settings.User is { Length: > 0 } user)
                await client.AuthenticateAsync(user, settings.Password, cancellation);
            await client.SendAsync(mail, cancellation);
            await client.DisconnectAsync(true, cancellation);
            return new NoticeAnswer(NoticeChannel.Mail);
        }
        catch (SmtpCommandException refused) when (refused.ErrorCode == SmtpErrorCode.RecipientNotAccepted && (int)refused.StatusCode >= 500)
        {
            return new NoticeAnswer(null, refused.Message, ForGood: true);
        }
        catch (Exception failure) when (failure is MailKit.CommandException or ProtocolException or SocketException or IOException or AuthenticationException or SslHandshakeException or NotSupportedException or TimeoutException)
        {
            return new NoticeAnswer(null, failure.Message);
        }
    }
}
