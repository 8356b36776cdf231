using System.Diagnostics;
using System.IO.Pipes;
using System.Net.Sockets;
using Portal.Benchmarks;

namespace Portal.Benchmarks
{
    /// <summary>The portal's executable, serving a filled database in a process of its own, as it serves in production; ended when disposed.</summary>
    internal sealed class ServedPortal : IAsyncDisposable
    {
        private const int HighRate = 1_000_000;
        private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);
        private readonly Process process;
        private readonly string pipe;

        private ServedPortal(Process process, string pipe, int port, string key) => (this.process, this.pipe, Port, Key) = (process, pipe, port, key);

        public int Port { get; }

        public string Key { get; }

        /// <summary>What the portal's process has used so far.</summary>
        public TimeSpan ProcessorTime
        {
            get
            {
                process.Refresh();
                return process.TotalProcessorTime;
            }
        }

        /// <summary>Null, with a note, when it does not come up. Keys may call as fast as they can.</summary>
        public static async Task<ServedPortal?> StartAsync(FilledPortal portal, string key)
        {
            var (port, pipe) = (Programs.FreePort(), "portal-bench-" + Guid.NewGuid().ToString("N"));
            var variables = new Dictionary<string, string>(portal.Variables)
            {
                ["Api__RatePerSecond"] = $"{HighRate}",
                ["Logging__LogLevel__Default"] = "Warning",
                ["DOTNET_STARTUP_HOOKS"] = typeof(ServedPortal).Assembly.Location,
                [AllocationPipe.Variable] = pipe,
            };
            var process = Process.Start(Programs.Quiet("dotnet", [FilledPortal.Program, "serve", "--urls", $"http://127.0.0.1:{port}"], variables))!;
            Programs.Forward(process);
            var served = new ServedPortal(process, pipe, port, key);
            if (await served.IsReadyAsync())
                return served;
            Figures.Note("The portal did not start.");
            await served.DisposeAsync();
            return null;
        }

        /// <summary>The bytes that the portal's process has allocated since it started, by its own <see cref="GC.GetTotalAllocatedBytes"/>.</summary>
        public async Task<long> AllocatedAsync()
        {
            await using var client = new NamedPipeClientStream(".", pipe, PipeDirection.In);
            await client.ConnectAsync((int)Limit.TotalMilliseconds);
            var answer = new byte[sizeof(long)];
            await client.ReadExactlyAsync(answer);
            return BitConverter.ToInt64(answer);
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
        }

        private async Task<bool> IsReadyAsync()
        {
            using var http = new HttpClient();
            for (var clock = Stopwatch.StartNew(); clock.Elapsed < Limit && !process.HasExited; await Task.Delay(50))
            {
                try
                {
                    using var answer = await http.GetAsync(new Uri($"http://127.0.0.1:{Port}/health/ready"));
                    if (answer.IsSuccessStatusCode)
                        return true;
                }
                catch (HttpRequestException refused) when (refused.InnerException is SocketException)
                {
                    continue;
                }
            }

            return false;
        }
    }

    /// <summary>Lets the benchmark ask the portal's process, which knows nothing of it, how much it has allocated.</summary>
    internal static class AllocationPipe
    {
        public const string Variable = "PORTAL_BENCHMARK_PIPE";

        public static void Serve(string name) => new Thread(() =>
        {
            while (true)
            {
                using var server = new NamedPipeServerStream(name, PipeDirection.Out);
                server.WaitForConnection();
                server.Write(BitConverter.GetBytes(GC.GetTotalAllocatedBytes(precise: true)));
            }
        })
        { IsBackground = true }.Start();
    }
}

/// <summary>What the runtime runs before the portal's own start, when <c>DOTNET_STARTUP_HOOKS</c> names this assembly; the name and the missing namespace are the runtime's.</summary>
internal static class StartupHook
{
    public static void Initialize()
    {
        if (Environment.GetEnvironmentVariable(AllocationPipe.Variable) is { Length: > 0 } name)
            AllocationPipe.Serve(name);
    }
}
