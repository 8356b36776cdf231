using System.Buffers.Text;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Benchmarks;

/// <summary>What came of a stretch of requests.</summary>
/// <param name="Milliseconds">How long each took, from the first byte sent to the last one read.</param>
internal sealed record LoadResult(double PerSecond, IReadOnlyList<double> Milliseconds);

/// <summary>
/// Connections that are kept open, each of which sends its next request once the last was answered. Plain sockets, because a client that costs as much as the server would
/// measure itself; what is answered is read whole and its status looked at.
/// </summary>
internal sealed class HttpLoad(int port, int connections, Func<Func<byte[]>> makeRequests)
{
    /// <summary>Throws when anything but a success is answered.</summary>
    public async Task<LoadResult> RunAsync(TimeSpan time)
    {
        var clock = Stopwatch.StartNew();
        var taken = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => OneAsync(clock, time))));
        return new LoadResult(taken.Sum(t => t.Count) / clock.Elapsed.TotalSeconds, [.. taken.SelectMany(t => t)]);
    }

    private async Task<List<double>> OneAsync(Stopwatch clock, TimeSpan time)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port));
        var (next, buffer, taken) = (makeRequests(), new byte[16_384], new List<double>());
        while (clock.Elapsed < time)
        {
            var request = next();
            var started = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            var length = 0;
            while (!IsWhole(buffer.AsSpan(0, length)))
            {
                var read = await socket.ReceiveAsync(buffer.AsMemory(length));
                if (read == 0 || (length += read) == buffer.Length)
                    throw new InvalidOperationException("The answer broke off, or is longer than any that was expected.");
            }

            taken.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
            if (!buffer.AsSpan().StartsWith("HTTP/1.1 20"u8))
                throw new InvalidOperationException(Encoding.UTF8.GetString(buffer, 0, length));
        }

        return taken;
    }

    /// <summary>True for an answer with all of its body, whether its length was said before or each piece carries its own.</summary>
    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var lengthAt = answer[..head].IndexOf("Content-Length: "u8);
        if (lengthAt < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        return Utf8Parser.TryParse(answer[(lengthAt + "Content-Length: ".Length)..], out int length, out _) && answer.Length >= head + 4 + length;
    }
}

/// <summary>Requests as bytes.</summary>
internal static class PaymentRequests
{
    /// <summary>Cash payments, each with an id of its own, at stalls taken at random.</summary>
    public static Func<byte[]> Make(string key, string[] stalls) => () =>
    {
        var won = $$"""{"currency":"KRW","value":{{1 + Random.Shared.Next(100_000)}}}""";
        var body = $$"""{"id":"{{Guid.NewGuid()}}","stall":"{{stalls[Random.Shared.Next(stalls.Length)]}}","amount":{{won}},"tenders":[{"type":"cash","amount":{{won}}}],"capture":true}""";
        return Encoding.ASCII.GetBytes($"POST /api/v1/payments HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {key}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n\r\n{body}");
    };

    /// <summary>An endpoint that does nothing: what HTTP and the portal's own way to an endpoint cost.</summary>
    public static Func<byte[]> MakeEmpty()
    {
        var request = "GET /health/live HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"u8.ToArray();
        return () => request;
    }
}
