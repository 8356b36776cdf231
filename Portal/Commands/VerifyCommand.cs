using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Portal.Domain.Verification;

namespace Portal.Commands;

/// <summary><c>verify [--anchor PATH]</c>: prints <c>{"checks":[{"name","rows","ok"}]}</c>; a failed check has a <c>detail</c>.</summary>
internal static class VerifyCommand
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static Command Make()
    {
        var anchor = new Option<string?>("--anchor") { Description = "The file of audit heads: proves that the end of the trail was not cut off" };
        var command = new Command("verify", "Check every invariant on one snapshot, also while the portal runs; exits 1 when one does not hold") { anchor };
        command.Runs(async (parsed, services, cancellation) =>
        {
            await services.RequireMigratedAsync(cancellation);
            var checks = await services.GetRequiredService<Verifier>().RunAsync(parsed.GetValue(anchor), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync(JsonSerializer.Serialize(new { checks }, Json));
            return checks.All(c => c.Ok) ? 0 : 1;
        });
        return command;
    }
}
