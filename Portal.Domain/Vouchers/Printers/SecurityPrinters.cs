using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Printers;

/// <summary>A printer that somebody registers.</summary>
/// <param name="Certificate">X.509 in PEM or DER.</param>
public sealed record NewPrinter(string? Code, string? Name, byte[] Certificate);

/// <summary>Keeps the registry of security printers. Who registered one does not approve it: whoever could choose the certificate alone could read every token.</summary>
public sealed class SecurityPrinters(IDbContextFactory<PortalDbContext> contexts, StepUp stepUp, TimeProvider time)
{
    public const string StepUpKind = "security-printer";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Registers a printer.</summary>
    public async Task<Outcome<SecurityPrinter>> RegisterAsync(Actor actor, NewPrinter wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        var refusals = new List<Refusal>();
        var printer = new SecurityPrinter
        {
            Code = Codes.OfRecord(wanted.Code, "code", SecurityPrinter.CodeLength, refusals) ?? "",
            Name = Text.Require(wanted.Name, "name", SecurityPrinter.NameLength, refusals),
            State = PrinterState.Proposed,
            MakerId = actor.OwnerId,
            MakerName = RuleService.NameOf(actor),
            ProposedAt = Now,
        };
        if (printer.Code.Length == 0 && refusals.All(r => r.Field != "code"))
            refusals.Add(new TextMissing { Field = "code" });
        var read = PrinterCertificates.Read(wanted.Certificate, Now);
        refusals.AddRange(read.Refusals);
        if (refusals.Count > 0)
            return refusals;
        using var certificate = read.Value;
        printer.Certificate = certificate.RawData;
        printer.Fingerprint = certificate.GetCertHashString(HashAlgorithmName.SHA256);
        (printer.ValidFrom, printer.ValidUntil) = (certificate.NotBefore.ToUniversalTime(), certificate.NotAfter.ToUniversalTime());
        await using var db = contexts.CreateDbContext();
        db.Add(printer);
        db.Audit(actor, Now, "security_printer.proposed", printer);
        var saved = await db.SaveOrConflictAsync(printer, cancellation);
        return saved.Ok ? printer : saved.Refusal is TakenMeanwhile ? new PrinterCodeTaken { Field = "code" } : saved.Refusals.ToList();
    }

    /// <summary>Approves or rejects a printer that somebody else registered.</summary>
    public async Task<Outcome<SecurityPrinter>> DecideAsync(Actor actor, string code, bool approve, string? comment, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return new NotAllowed(Right.ApproveVouchers);
        var refusals = new List<Refusal>();
        var said = approve ? Text.Clean(comment, "comment", SecurityPrinter.CommentLength, refusals, lines: true) : Text.Require(comment, "comment", SecurityPrinter.CommentLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.SecurityPrinters.SingleOrDefaultAsync(p => p.Code == code, cancellation) is not { } printer)
            return new PrinterNotFound();
        if (printer.State != PrinterState.Proposed)
            return new PrinterStateUnfit(printer.State);
        if (printer.MakerId == actor.OwnerId)
            return new MakerMayNotApprove();
        if (approve && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            return needed;
        (printer.State, printer.CheckerId, printer.CheckerName, printer.DecidedAt, printer.Comment) = (approve ? PrinterState.Approved : PrinterState.Rejected, actor.OwnerId, RuleService.NameOf(actor), Now, said);
        db.Audit(actor, Now, approve ? "security_printer.approved" : "security_printer.rejected", printer, said);
        var saved = await db.SaveOrConflictAsync(printer, cancellation);
        return saved.Ok ? printer : saved.Refusals.ToList();
    }

    /// <summary>Takes a printer out of use, at once and by one person.</summary>
    public async Task<Outcome<SecurityPrinter>> WithdrawAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers) && !actor.MayEverywhere(Right.ApproveVouchers))
            return new NotAllowed(Right.IssueVouchers);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", SecurityPrinter.CommentLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.SecurityPrinters.SingleOrDefaultAsync(p => p.Code == code, cancellation) is not { } printer)
            return new PrinterNotFound();
        if (printer.State is not (PrinterState.Proposed or PrinterState.Approved))
            return new PrinterStateUnfit(printer.State);
        printer.State = PrinterState.Withdrawn;
        db.Audit(actor, Now, "security_printer.withdrawn", printer, why);
        var saved = await db.SaveOrConflictAsync(printer, cancellation);
        return saved.Ok ? printer : saved.Refusals.ToList();
    }

    /// <summary>The printer of a code.</summary>
    public async Task<Outcome<SecurityPrinter>> FindAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await db.SecurityPrinters.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellation) is { } found ? found : new PrinterNotFound();
    }

    /// <summary>How many wait to be decided by this reader.</summary>
    public async Task<int> WaitingAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ApproveVouchers))
            return 0;
        await using var db = contexts.CreateDbContext();
        return await db.SecurityPrinters.CountAsync(p => p.State == PrinterState.Proposed && p.MakerId != actor.OwnerId, cancellation);
    }

    /// <summary>All printers, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<SecurityPrinter>>> ListAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await db.SecurityPrinters.AsNoTracking().OrderByDescending(p => p.Id).ToListAsync(cancellation);
    }
}
