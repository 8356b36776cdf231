using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Markets;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;

namespace Portal.Domain.Vendors;

/// <summary>The account to be paid out to.</summary>
public sealed record PayoutAccountEdit(string? Bank, string? Account, string? Holder);

/// <summary>A change of payout account as the record shows it; masked.</summary>
public sealed record PayoutChangeRow(
    long Id, string Bank, string? Account, string? Holder, long MakerId, string MakerName, DateTime RequestedAt, string? CheckerName, DateTime? DecidedAt, bool? Approved, DateTime? EffectiveAt, DateTime? AppliedAt)
{
    /// <summary>In whose name the reader may decide it; null when not at all.</summary>
    public ApprovedFor? MayDecide { get; init; }
}

/// <summary>A vendor without a business number is not paid out to.</summary>
public sealed record BarredFromPayout(string Vendor) : Refusal;

/// <summary>Another change of the account waits for its second person or its time.</summary>
public sealed record PayoutChangeWaiting : Refusal;

/// <summary>There is no such change, or it was decided already.</summary>
public sealed record PayoutChangeNotFound : Refusal;

/// <summary>An account number has 6 to 30 digits, and beside them only hyphens and spaces.</summary>
public sealed record AccountMalformed : Refusal;

/// <summary>
/// The account a vendor is paid out to. It changes only when a second person approves, and 24 hours after that; until then the old one
/// stays in force. Imports never touch it.
/// </summary>
public sealed class PayoutAccounts(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    /// <summary>What an approver's step-up is for.</summary>
    public const string StepUpKind = "payout-accounts.approve";

    /// <summary>How long an approved change waits, so that the vendor hears of it before money moves.</summary>
    public static readonly TimeSpan Delay = TimeSpan.FromHours(24);

    private const int ReasonLength = 200;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>The changes of a vendor, newest first.</summary>
    public async Task<IReadOnlyList<PayoutChangeRow>> ListAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var vendor = await VendorQueries.Visible(db, actor).Include(v => v.PersonKey).Include(v => v.Market).FirstOrDefaultAsync(v => v.Code == code, cancellation);
        if (vendor is null)
            return [];
        var changes = await db.PayoutAccountChanges.AsNoTracking().Where(c => c.VendorId == vendor.Id).OrderByDescending(c => c.Id).Take(50).ToListAsync(cancellation);
        var rows = new List<PayoutChangeRow>();
        foreach (var c in changes)
        {
            var plain = personal.Open(vendor.PersonKey!, c.Account, c.Holder);
            var may = c.DecidedAt is null ? await delegations.MayApproveForAsync(actor, ApprovalOf(c, vendor.Market!), cancellation) : default;
            rows.Add(new PayoutChangeRow(c.Id, c.Bank, Mask.Number(plain[0]), Mask.Name(plain[1]), c.MakerId, c.MakerName, c.RequestedAt, c.CheckerName, c.DecidedAt, c.Approved, c.EffectiveAt, c.AppliedAt)
            {
                MayDecide = c.DecidedAt is null && may.TryGet(out var decides) ? decides : null,
            });
        }

        return rows;
    }

    /// <summary>Asks for another account. Answers the change's id.</summary>
    public async Task<Outcome<long>> RequestAsync(Actor actor, string code, PayoutAccountEdit edit, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var found = await VendorService.FindAsync(db, actor, code, Right.EditPayoutAccounts, cancellation);
        if (!found.TryGet(out var vendor))
            return found.Refusals.ToList();
        var refusals = new List<Refusal>();
        var bank = Text.Require(edit.Bank, "bank", Vendor.BankLength, refusals);
        var holder = Text.Require(edit.Holder, "holder", Vendor.NameLength, refusals);
        var account = CleanAccount(edit.Account, refusals);
        if (vendor.BarredFromPayout)
            refusals.Add(new BarredFromPayout(vendor.Code));
        if (vendor.PersonKey!.ErasedAt is not null)
            refusals.Add(new PersonalDataDestroyed());
        if (refusals.Count > 0)
            return refusals;
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (await db.PayoutAccountChanges.AnyAsync(c => c.VendorId == vendor.Id && c.EndedAt == null, cancellation))
            return new PayoutChangeWaiting { Field = "account" };
        var change = new PayoutAccountChange
        {
            VendorId = vendor.Id,
            MarketId = vendor.MarketId,
            Bank = bank,
            Account = personal.Seal(vendor.PersonKey, account),
            Holder = personal.Seal(vendor.PersonKey, holder),
            MakerId = actor.OwnerId,
            MakerName = actor.Name,
            RequestedAt = Now,
        };
        db.Add(change);
        db.Audit(actor, Now, "payout_account.requested", change, personKeyId: vendor.PersonKeyId);
        // Of two that come at once the index refuses the second.
        var saved = await db.SaveOrConflictAsync(change, cancellation);
        if (!saved.Ok)
            return saved.Refusal is TakenMeanwhile ? new PayoutChangeWaiting { Field = "account" } : saved.Refusals.ToList();
        await scope.CommitAsync(cancellation);
        return change.Id;
    }

    /// <summary>Approves a change that somebody else asked for; it takes effect 24 hours later.</summary>
    public Task<Outcome<Done>> ApproveAsync(Actor actor, long changeId, CancellationToken cancellation = default) => DecideAsync(actor, changeId, approve: true, null, cancellation);

    /// <summary>Turns a change down, with a reason.</summary>
    public Task<Outcome<Done>> RejectAsync(Actor actor, long changeId, string? reason, CancellationToken cancellation = default) => DecideAsync(actor, changeId, approve: false, reason, cancellation);

    /// <summary>Puts approved changes into force whose time has come; answers how many.</summary>
    public async Task<int> ApplyDueAsync(CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var now = Now;
        var due = await db.PayoutAccountChanges.Where(c => c.Approved == true && c.AppliedAt == null && c.EffectiveAt <= now).OrderBy(c => c.EffectiveAt).Take(100).ToListAsync(cancellation);
        foreach (var change in due)
        {
            var vendor = await db.Vendors.FirstAsync(v => v.Id == change.VendorId, cancellation);
            (vendor.PayoutBank, vendor.PayoutAccount, vendor.PayoutHolder) = (change.Bank, change.Account, change.Holder);
            (change.AppliedAt, change.EndedAt) = (now, now);
            db.Audit(Actor.System("schedule"), now, "payout_account.applied", change, personKeyId: vendor.PersonKeyId);
            await db.SaveOrConflictAsync(change, cancellation);
            db.ChangeTracker.Clear();
        }

        return due.Count;
    }

    private async Task<Outcome<Done>> DecideAsync(Actor actor, long changeId, bool approve, string? reason, CancellationToken cancellation)
    {
        await using var db = contexts.CreateDbContext();
        var change = await db.PayoutAccountChanges.FirstOrDefaultAsync(c => c.Id == changeId && c.DecidedAt == null, cancellation);
        var market = change is null ? null : await db.Markets.FirstAsync(m => m.Id == change.MarketId, cancellation);
        if (change is null || !actor.May(Right.ViewVendors, market!.Id, market.Region))
            return new PayoutChangeNotFound();
        var may = await delegations.MayApproveForAsync(actor, ApprovalOf(change, market), cancellation);
        if (!may.TryGet(out var approvedFor))
            return may.Refusals.ToList();
        var refusals = new List<Refusal>();
        var clean = approve ? null : Text.Require(reason, "reason", ReasonLength, refusals, lines: true);
        if (refusals.Count == 0 && approve && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        var name = approvedFor.ForName is { } other ? $"{actor.Name} ({other})" : actor.Name;
        (change.CheckerId, change.CheckerName, change.DecidedAt, change.Approved) = (actor.OwnerId, name[..Math.Min(name.Length, 100)], Now, approve);
        (change.EffectiveAt, change.EndedAt) = (approve ? Now + Delay : null, approve ? null : Now);
        var keyId = await db.Vendors.Where(v => v.Id == change.VendorId).Select(v => v.PersonKeyId).FirstAsync(cancellation);
        db.Audit(actor, Now, approve ? "payout_account.approved" : "payout_account.rejected", change, clean, keyId);
        return await db.SaveOrConflictAsync(change, cancellation);
    }

    private Approval ApprovalOf(PayoutAccountChange change, Market market) => new(Right.ApprovePayoutAccounts, change.MakerId, market.Id, market.Region, null, BusinessDay.Of(market, Now));

    private static string? CleanAccount(string? text, List<Refusal> refusals)
    {
        var account = Text.Require(text, "account", 40, refusals);
        var digits = Text.Digits(account).Length;
        if (account.Length > 0 && (digits is < 6 or > 30 || !account.All(c => char.IsAsciiDigit(c) || c is '-' or ' ')))
            refusals.Add(new AccountMalformed { Field = "account" });
        return account;
    }
}
