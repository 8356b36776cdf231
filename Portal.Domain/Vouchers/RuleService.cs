using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A version of the rules that somebody proposes.</summary>
/// <param name="From">Its first day.</param>
/// <param name="Terms">The terms in JSON: <see cref="VoucherTerms"/>, <see cref="EnrolmentTerms"/> for vendors, or <see cref="ExpiredPaperTerms"/>.</param>
public sealed record ProposedRule(string? Programme, RuleSubject Subject, DateOnly From, string Terms);

/// <summary>Proposes and approves versions of rules. Who proposed one does not approve it; a version never begins on a day that is or was.</summary>
public sealed class RuleService(IDbContextFactory<PortalDbContext> contexts, Delegations delegations, StepUp stepUp, TimeProvider time)
{
    public const string StepUpKind = "voucher-rule";

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Proposes a version.</summary>
    public async Task<Outcome<VoucherRule>> ProposeAsync(Actor actor, ProposedRule wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "");
        if (wanted.From <= programme.DayAt(Now))
            return new RuleInThePast(programme.DayAt(Now).AddDays(1)) { Field = "from" };
        var funders = await db.Funders.Where(f => f.ProgrammeId == programme.Id).Select(f => f.Code).ToListAsync(cancellation);
        var content = Canonical(wanted, funders);
        if (!content.TryGet(out var terms))
            return content.Refusals.ToList();
        var rule = new VoucherRule
        {
            ProgrammeId = programme.Id,
            Subject = wanted.Subject,
            From = wanted.From,
            Content = terms,
            State = RuleState.Proposed,
            MakerId = actor.OwnerId,
            MakerName = NameOf(actor),
            ProposedAt = Now,
        };
        db.Add(rule);
        db.Audit(actor, Now, "voucher_rule.proposed", rule);
        var saved = await db.SaveOrConflictAsync(rule, cancellation);
        return saved.Ok ? rule : saved.Refusal is TakenMeanwhile ? new RuleDateTaken(wanted.From) { Field = "from" } : saved.Refusals.ToList();
    }

    /// <summary>Approves or rejects a version that somebody else proposed.</summary>
    public async Task<Outcome<VoucherRule>> DecideAsync(Actor actor, string? programmeCode, long id, bool approve, string? comment, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        if (await ProgrammeService.FindAsync(db, programmeCode, cancellation) is not { } programme)
            return new ProgrammeNotFound(programmeCode ?? "");
        if (await db.VoucherRules.SingleOrDefaultAsync(r => r.Id == id && r.ProgrammeId == programme.Id && r.State == RuleState.Proposed, cancellation) is not { } rule)
            return new RuleNotFound();
        var today = programme.DayAt(Now);
        var may = await delegations.MayApproveForAsync(actor, new Approval(Right.ApproveVouchers, rule.MakerId, 0, "", null, today), cancellation);
        if (!may.TryGet(out var given))
            return may.Refusals.ToList();
        var refusals = new List<Refusal>();
        var said = approve ? Text.Clean(comment, "comment", VoucherRule.CommentLength, refusals, lines: true) : Text.Require(comment, "comment", VoucherRule.CommentLength, refusals, lines: true);
        if (approve && rule.From <= today)
            refusals.Add(new RuleInThePast(today.AddDays(1)) { Field = "from" });
        if (refusals.Count == 0 && approve && await stepUp.CheckAsync(actor, StepUpKind, cancellation) is { } needed)
            refusals.Add(needed);
        if (refusals.Count > 0)
            return refusals;
        (rule.State, rule.CheckerId, rule.CheckerName, rule.DecidedAt, rule.Comment) =
            (approve ? RuleState.Approved : RuleState.Rejected, actor.OwnerId, given.ForName is { } other ? Cut($"{actor.Name} ({other})") : NameOf(actor), Now, said);
        db.Audit(actor, Now, approve ? "voucher_rule.approved" : "voucher_rule.rejected", rule, said);
        var saved = await db.SaveOrConflictAsync(rule, cancellation);
        return saved.Ok ? rule : saved.Refusals.ToList();
    }

    internal static string NameOf(Actor actor) => Cut(actor.Name);

    internal static string Cut(string name) => name.Length > VoucherRule.NameLength ? name[..VoucherRule.NameLength] : name;

    /// <summary>The terms as they are kept; refused where they are none, or make no sense.</summary>
    private static Outcome<string> Canonical(ProposedRule wanted, IReadOnlyCollection<string> funders)
    {
        string? content = null;
        var wrong = new List<Refusal>();
        if (wanted.Subject == RuleSubject.Vendors)
        {
            if (VoucherRule.Read<EnrolmentTerms>(wanted.Terms) is { } terms && terms is { Approvals: not null, ExcludedCategories: not null })
                (content, wrong) = (VoucherRule.Write(terms), RuleChecks.Check(terms));
        }
        else if (wanted.Subject == RuleSubject.ExpiredPaper)
        {
            if (VoucherRule.Read<ExpiredPaperTerms>(wanted.Terms) is { Notice: not null } terms)
                (content, wrong) = (VoucherRule.Write(terms with { Notice = terms.Notice.Trim() }), RuleChecks.Check(terms, wanted.From));
        }
        else if (VoucherRule.Read<VoucherTerms>(wanted.Terms) is { FaceValues: not null, Discounts: not null, Caps: not null, Split: not null, ExpiredRates: not null, NoticeDays: not null, Places: not null } terms)
        {
            (content, wrong) = (VoucherRule.Write(terms), RuleChecks.Check(terms, funders));
        }

        if (content is null || content.Length > VoucherRule.ContentLength)
            return new TermsMalformed("terms") { Field = "terms" };
        return wrong.Count > 0 ? wrong : content;
    }
}
