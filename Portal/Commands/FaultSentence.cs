using System.Data.Common;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Backups;
using Portal.Domain.Storage;
using Portal.Seeding;

namespace Portal.Commands;

/// <summary>What went wrong and what to do about it, in one line for the person at the console.</summary>
internal static class FaultSentence
{
    private const string WebServer = "Microsoft.AspNetCore.Server.Kestrel.Core";

    /// <summary>The sentence; null for a fault of the program, which nobody at the console can mend.</summary>
    public static string? Of(Exception error) => error switch
    {
        CommandException or SeedException or BackupException or DurabilityException or StorageException or ConfigurationException
            or TimeoutException or InvalidDataException => OneLine(error.Message),
        IOException { InnerException: AddressInUseException } => OneLine(error.Message) + " End the program that listens there, or choose another address with --urls.",
        SocketException => OneLine(error.Message) + ": the address cannot be listened on. Choose another with --urls.",
        // An address of https without a certificate, and the like.
        InvalidOperationException { Source: WebServer } => OneLine(error.Message),
        IOException or UnauthorizedAccessException => OneLine(error.Message),
        // Npgsql wraps what a second try could mend.
        InvalidOperationException or DbUpdateException when error.InnerException is DbException inner => Of(inner),
        DbException failed when DatabaseErrors.IsUnreachable(failed) => $"The database does not let the portal in: {OneLine(failed.Message)}. Check that the server runs, and ConnectionStrings:Portal.",
        DbException damaged when DatabaseErrors.IsDamaged(damaged) => $"The database file is damaged, or is no database ({OneLine(damaged.Message)}). Bring a backup back: portal restore PATH --force",
        DbException => OneLine(error.Message),
        OperationCanceledException => "Cancelled.",
        _ => null,
    };

    public static string OneLine(string text) => text.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal);
}
