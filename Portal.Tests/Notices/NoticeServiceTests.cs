using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using MimeKit;
using Portal.Commands;
using Portal.Domain;
using Portal.Domain.Vouchers;
using Portal.Notices;

namespace Portal.Tests.Notices;

/// <summary>The ways out, each against a server of its own: mail, text messages, files.</summary>
public sealed class NoticeServiceTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("portal-notices-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task Mail_ToAServer_ArrivesInKoreanAndEnglish()
    {
        using var server = new MailServer();
        var answer = await Services(("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", server.Port), ("Notices:Smtp:From", "desk@example.org"), ("Notices:Smtp:Security", "none"))
            .SendAsync(Message("buyer@example.org"), CancellationToken.None);
        Assert.Equal(new NoticeAnswer(NoticeChannel.Mail), answer);
        using var received = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(await server.Received)));
        Assert.Equal("[시험 상품권] 20일 뒤 만료됩니다", received.Subject);
        Assert.Equal("buyer@example.org", received.To.ToString());
        Assert.Contains("잔액 합계 ₩26,000이 2031. 11. 20. (목)에 만료됩니다", received.TextBody, StringComparison.Ordinal);
        Assert.Contains("₩26,000 in all is left of 3 vouchers (Test voucher)", received.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mail_ToAMailboxThatIsNot_FailsForGood_AndToAServerAwayForNow()
    {
        using var server = new MailServer("550 5.1.1 no such user");
        var refused = await Services(("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", server.Port), ("Notices:Smtp:From", "desk@example.org"), ("Notices:Smtp:Security", "none"))
            .SendAsync(Message("nobody@example.org"), CancellationToken.None);
        Assert.True(refused is { Channel: null, ForGood: true }, refused.Error);
        server.Dispose();
        var away = await Services(("Notices:Smtp:Host", "127.0.0.1"), ("Notices:Smtp:Port", server.Port), ("Notices:Smtp:From", "desk@example.org")).SendAsync(Message("nobody@example.org"), CancellationToken.None);
        Assert.True(away is { Channel: null, ForGood: false, Error: not null });
    }

    [Theory]
    [InlineData(202, true, false)]
    [InlineData(429, false, false)]
    [InlineData(503, false, false)]
    [InlineData(422, false, true)]
    public async Task TextMessage_ToAService_IsTakenRefusedOrTriedAgain(int status, bool taken, bool forGood)
    {
        var heard = new TaskCompletionSource<(string Key, string Id, JsonElement Body)>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var service = WebApplication.CreateSlimBuilder().Build();
        service.Urls.Add("http://127.0.0.1:0");
        service.MapPost("/messages", async (HttpRequest request) =>
        {
            heard.SetResult((request.Headers.Authorization.ToString(), request.Headers["Idempotency-Key"].ToString(), await JsonSerializer.DeserializeAsync<JsonElement>(request.Body)));
            return Results.StatusCode(status);
        });
        await service.StartAsync();
        var message = Message("01012345678");
        var answer = await Services(("Notices:Sms:Url", service.Urls.First() + "/messages"), ("Notices:Sms:Key", "secret"), ("Notices:Sms:From", "15880000")).SendAsync(message, CancellationToken.None);
        var (key, id, body) = await heard.Task;
        Assert.Equal(("Bearer secret", message.Id.ToString("D"), "01012345678", "15880000"), (key, id, body.GetProperty("to").GetString(), body.GetProperty("from").GetString()));
        Assert.Equal((taken ? NoticeChannel.Sms : null, forGood), (answer.Channel, answer.ForGood));
    }

    [Fact]
    public async Task File_IsLaidDownOnce_WhereNoOtherServiceTakesTheAddress()
    {
        var (services, message) = (Services(("Notices:Folder", Path.Combine(folder, "out"))), Message("01012345678"));
        Assert.Equal(NoticeChannel.File, (await services.SendAsync(message, CancellationToken.None)).Channel);
        Assert.Equal(NoticeChannel.File, (await services.SendAsync(message, CancellationToken.None)).Channel);
        using var written = JsonDocument.Parse(await File.ReadAllTextAsync(Assert.Single(Directory.GetFiles(Path.Combine(folder, "out")))));
        Assert.Equal("01012345678", written.RootElement.GetProperty("to").GetString());
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder, "out")));
    }

    [Fact]
    public async Task Address_ThatNoServiceTakes_WaitsAndSaysWhy()
    {
        Assert.False(Services().Any);
        var answer = await Services(("Notices:Sms:Url", "https://sms.example.org/")).SendAsync(Message("buyer@example.org"), CancellationToken.None);
        Assert.Equal(new NoticeAnswer(null, NoticeServices.NoService), answer);
    }

    [Fact]
    public void Settings_ThatCannotWork_AreRefusedAtTheStart()
    {
        Assert.Contains("From", Assert.Throws<ConfigurationException>(() => Services(("Notices:Smtp:Host", "mail.example.org"))).Message, StringComparison.Ordinal);
        Assert.Contains("https", Assert.Throws<ConfigurationException>(() => Services(("Notices:Sms:Url", "http://sms.example.org/"))).Message, StringComparison.Ordinal);
    }

    private static NoticeServices Services(params (string Key, string Value)[] settings) =>
        NoticeServices.Of(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Key, (string?)s.Value))).Build(), TimeProvider.System);

    private static NoticeMessage Message(string address) => new(
        new Guid("0199a1b2-0000-7000-8000-000000000077"), new NoticeAddress(address), new VoucherProgramme { Code = "TEST", NameKo = "시험 상품권", NameEn = "Test voucher", Issuer = "시험 기관", Currency = "KRW", TimeZone = "Asia/Seoul" },
        new DateOnly(2031, 11, 20), 20, 3, new Money("KRW", 26_000), "TE-0000001");

    /// <summary>A mail server for one message (RFC 5321, as much of it as a client needs).</summary>
    private sealed class MailServer : IDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly string recipient;

        public MailServer(string recipient = "250 ok")
        {
            this.recipient = recipient;
            listener.Start();
            Port = ((IPEndPoint)listener.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Received = ServeAsync();
        }

        public string Port { get; }

        public Task<string> Received { get; }

        public void Dispose() => listener.Dispose();

        private async Task<string> ServeAsync()
        {
            using var client = await listener.AcceptTcpClientAsync();
            using var reader = new StreamReader(client.GetStream(), Encoding.UTF8);
            await using var writer = new StreamWriter(client.GetStream(), new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
            await writer.WriteLineAsync("220 test");
            var mail = new StringBuilder();
            while (await reader.ReadLineAsync() is { } line)
            {
                if (line == "DATA")
                {
                    await writer.WriteLineAsync("354 go on");
                    while (await reader.ReadLineAsync() is { } text && text != ".")
                        mail.Append(text.StartsWith("..", StringComparison.Ordinal) ? text[1..] : text).Append("\r\n");
                }

                await writer.WriteLineAsync(line.StartsWith("RCPT", StringComparison.Ordinal) ? recipient : line == "QUIT" ? "221 bye" : "250 ok");
                if (line == "QUIT")
                    break;
            }

            return mail.ToString();
        }
    }
}
