using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Ledger;
using Portal.Domain.Payments;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;

namespace Portal.Domain.Fraud;

/// <summary>A case that is opened by hand.</summary>
/// <param name="Id">Made by the client: repeated, it finds the case that was opened.</param>
/// <param name="Subject">The vendor's code, the serial number, or the buyer's number.</param>
public sealed record NewFraudCase(Guid Id, FraudSubject About, string? Subject, string? Reason);

/// <summary>Cases of fraud: opened by signals or by hand, worked on, decided by somebody who neither opened them nor froze anything in them, and decided again by somebody else when there is an appeal.</summary>
public sealed class FraudCases(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, StepUp stepUp, TimeProvider time)
{
    public const string StepUpKind = "fraud-case";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Opens a case by hand.</summary>
    public async Task<Outcome<FraudCase>> OpenAsync(Actor actor, NewFraudCase wanted, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        var refusals = new List<Refusal>();
        var reason = Text.Require(wanted.Reason, "reason", FraudCase.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await FraudSubjects.FindAsync(db, wanted.About, wanted.Subject, cancellation) is not { } subject || !await FraudReach.ReachesAsync(db, actor, Right.WorkFraudCases, subject.MarketId, cancellation))
            return new FraudSubjectNotFound(wanted.Subject ?? "") { Field = "subject" };
        if (await db.FraudCases.AsNoTracking().SingleOrDefaultAsync(c => c.Uid == wanted.Id, cancellation) is { } known)
            return known.Subject == wanted.About && known.SubjectId == subject.Id && known.OpenerId == actor.OwnerId ? known : new IdReused { Field = "subject" };
        if (await db.FraudCases.Where(c => c.Subject == wanted.About && c.SubjectId == subject.Id && c.ClosedAt == null).Select(c => c.Code).SingleOrDefaultAsync(cancellation) is { } open)
            return new FraudCaseOpen(open) { Field = "subject" };
        var row = Opened(wanted.Id, wanted.About, subject.Id, subject.Code, subject.MarketId, actor, Now, reason, 0);
        db.Add(row);
        db.Audit(actor, Now, "fraud_case.opened", row, reason);
        var saved = await db.SaveOrConflictAsync(row, cancellation);
        return saved.Ok ? row : saved.Refusals.ToList();
    }

    /// <summary>Gives a case to somebody who works on cases; null takes it from whoever has it.</summary>
    /// <param name="userName">The one who signs in with it.</param>
    public Task<Outcome<FraudCase>> AssignAsync(Actor actor, string code, string? userName, CancellationToken cancellation = default) => ChangeAsync(actor, Right.WorkFraudCases, code, "fraud_case.assigned", null, async (db, row) =>
    {
        if (row.ClosedAt is not null)
            return new FraudCaseStateUnfit(row.State);
        if (string.IsNullOrWhiteSpace(userName))
        {
            (row.AssigneeId, row.AssigneeName) = (null, null);
            return null;
        }

        var name = userName.Trim();
        var user = await db.Users.AsNoTracking().Include(u => u.Grants).SingleOrDefaultAsync(u => u.UserName == name && u.DisabledAt == null && !u.IsService, cancellation);
        if (user is null || !MayWork(user))
            return new FraudAssigneeUnknown { Field = "assignee" };
        (row.AssigneeId, row.AssigneeName) = (user.Id, Cut(user.DisplayName));
        return null;
    }, cancellation);

    /// <summary>Whom a case may be given to: the names they sign in with, and what they are called.</summary>
    public async Task<IReadOnlyDictionary<string, string>> AssigneesAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases))
            return new Dictionary<string, string>();
        await using var db = contexts.CreateDbContext();
        var users = await db.Users.AsNoTracking().Include(u => u.Grants).Where(u => u.DisabledAt == null && !u.IsService).OrderBy(u => u.DisplayName).ToListAsync(cancellation);
        return users.Where(MayWork).ToDictionary(u => u.UserName!, u => u.DisplayName);
    }

    /// <summary>Notes something in a case, with a document where there is one.</summary>
    public async Task<Outcome<FraudNote>> NoteAsync(Actor actor, string code, string? text, EvidenceFile? file = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases) && !actor.May(Right.DecideFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        var refusals = new List<Refusal>();
        var clean = Text.Require(text, "text", FraudNote.TextLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Cases(db, actor, FraudReach.Working(actor)).SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new FraudCaseNotFound();
        var kept = await EvidenceFile.KeepAsync(file, documents, cancellation);
        if (!kept.TryGet(out var document))
            return kept.Refusals.ToList();
        var note = new FraudNote { CaseId = row.Id, Text = clean, FileName = document.Name, Document = document.Hash, By = Cut(actor.Name), At = Now };
        db.Add(note);
        db.Audit(actor, Now, "fraud_case.noted", row, also: document.Name is { } name ? [new AuditChange("file", null, name)] : null);
        await db.SaveChangesAsync(cancellation);
        return note;
    }

    /// <summary>Decides a case, or, after an appeal, decides it again and for good. Never by who opened it or froze something in it, and an appeal never by who decided first.</summary>
    public async Task<Outcome<FraudCase>> DecideAsync(Actor actor, string code, FraudDecision decision, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.DecideFraudCases))
            return new NotAllowed(Right.DecideFraudCases);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", FraudCase.ReasonLength, refusals, lines: true);
        if (refusals.Count == 0 && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        return await ChangeAsync(actor, Right.DecideFraudCases, code, "fraud_case.decided", why, async (db, row) =>
        {
            if (row.State is FraudCaseState.Decided or FraudCaseState.Closed)
                return new FraudCaseStateUnfit(row.State);
            if (row.OpenerId == actor.OwnerId || row.DeciderId == actor.OwnerId || await db.FraudFreezes.AnyAsync(f => f.CaseId == row.Id && (f.AskerId == actor.OwnerId || f.CheckerId == actor.OwnerId), cancellation))
                return new FraudWorkerMayNotDecide();
            (row.Decision, row.DecisionReason) = (decision, why);
            if (row.State == FraudCaseState.Appealed)
                (row.AppealDeciderId, row.AppealDeciderName) = (actor.OwnerId, Cut(actor.Name));
            else
                (row.DeciderId, row.DeciderName, row.DecidedAt) = (actor.OwnerId, Cut(actor.Name), Now);
            row.State = FraudCaseState.Decided;
            return null;
        }, cancellation);
    }

    /// <summary>Passes on that the vendor objects to the decision: once.</summary>
    public async Task<Outcome<FraudCase>> AppealAsync(Actor actor, string code, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.WorkFraudCases))
            return new NotAllowed(Right.WorkFraudCases);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", FraudCase.ReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        return await ChangeAsync(actor, Right.WorkFraudCases, code, "fraud_case.appealed", why, (_, row) =>
        {
            if (row.State != FraudCaseState.Decided || row.AppealedAt is not null)
                return Task.FromResult<Refusal?>(new FraudCaseStateUnfit(row.State));
            (row.State, row.AppealReason, row.AppealedAt) = (FraudCaseState.Appealed, why, Now);
            return Task.FromResult<Refusal?>(null);
        }, cancellation);
    }

    /// <summary>Closes a decided case. What is frozen stays so when the suspicion was confirmed; when it was dismissed everything has to be lifted first.</summary>
    public Task<Outcome<FraudCase>> CloseAsync(Actor actor, string code, CancellationToken cancellation = default) => ChangeAsync(actor, Right.WorkFraudCases, code, "fraud_case.closed", null, async (db, row) =>
    {
        if (row.State != FraudCaseState.Decided)
            return new FraudCaseStateUnfit(row.State);
        var dismissed = row.Decision == FraudDecision.Dismissed;
        var remain = await db.FraudFreezes.CountAsync(f => f.CaseId == row.Id && (f.State == FreezeState.Asked || (dismissed && f.State == FreezeState.Frozen)), cancellation);
        if (remain > 0)
            return new FreezesRemain(remain);
        if (dismissed && row.ClaimedMinor > 0)
            return new ClaimWithoutDecision();
        (row.State, row.ClosedAt) = (FraudCaseState.Closed, Now);
        return null;
    }, cancellation);

    internal static FraudCase Opened(Guid uid, FraudSubject about, long subject, string subjectCode, long? market, Actor opener, DateTime now, string? reason, int points) => new()
    {
        Uid = uid,
        Code = "F" + Convert.ToHexString(uid.ToByteArray().AsSpan(10, 5)),
        Subject = about,
        SubjectId = subject,
        SubjectCode = subjectCode,
        MarketId = market,
        Points = points,
        Reason = reason,
        OpenerId = opener.OwnerId,
        OpenerName = Cut(opener.Name),
        OpenedAt = now,
    };

    private static bool MayWork(PortalUser user) => user.Grants.Exists(g => RightsMatrix.Allows(g.Role, Right.WorkFraudCases) || RightsMatrix.Allows(g.Role, Right.DecideFraudCases));

    internal static string Cut(string name) => name.Length > FraudCase.NameLength ? name[..FraudCase.NameLength] : name;

    /// <summary>Loads, lets decide, saves with its audit row.</summary>
    private async Task<Outcome<FraudCase>> ChangeAsync(Actor actor, Right right, string code, string action, string? reason, Func<PortalDbContext, FraudCase, Task<Refusal?>> change, CancellationToken cancellation)
    {
        if (!actor.May(right))
            return new NotAllowed(right);
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Cases(db, actor, right).SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } row)
            return new FraudCaseNotFound();
        if (await change(db, row) is { } refused)
            return refused;
        // The version moves on also where no field changes, so that of two at once the second one is told.
        row.Version++;
        db.Audit(actor, Now, action, row, reason);
        var saved = await db.SaveOrConflictAsync(row, cancellation);
        return saved.Ok ? row : saved.Refusals.ToList();
    }
}

/// <summary>Whom or what a case is about.</summary>
internal static class FraudSubjects
{
    public static async Task<(long Id, string Code, long? MarketId)?> FindAsync(PortalDbContext db, FraudSubject about, string? wanted, CancellationToken cancellation)
    {
        if (string.IsNullOrWhiteSpace(wanted))
            return null;
        switch (about)
        {
            case FraudSubject.Vendor:
                var vendor = await db.Vendors.AsNoTracking().Where(v => v.Code == wanted).Select(v => new { v.Id, v.Code, v.MarketId }).SingleOrDefaultAsync(cancellation);
                return vendor is null ? null : (vendor.Id, vendor.Code, vendor.MarketId);
            case FraudSubject.Voucher:
                return await VoucherFinder.BySerialAsync(db, wanted, cancellation) is var (voucher, programme) ? (voucher.Id, SerialNumbers.Of(programme.Prefix, voucher.Number), null) : null;
            default:
                return long.TryParse(wanted, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var buyer) && await db.VoucherBuyers.AnyAsync(b => b.Id == buyer, cancellation)
                    ? (buyer, wanted, null) : null;
        }
    }
}
