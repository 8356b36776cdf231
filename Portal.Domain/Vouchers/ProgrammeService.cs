using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Markets;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>A programme that is to be set up.</summary>
/// <param name="Operator">The code of the legal person in whose books the liability stands.</param>
public sealed record NewProgramme(string? Code, string? NameKo, string? NameEn, string? NameZh, string? Issuer, string? Operator, string? Currency, string? Prefix, string? TimeZone = null);

/// <summary>A funder who is to take part in a programme.</summary>
public sealed record NewFunder(string? Programme, string? Code, string? NameKo, string? NameEn, string? NameZh);

/// <summary>Money that a funder grants for a fiscal year.</summary>
/// <param name="Id">Made by the client.</param>
/// <param name="AlertPercent">From this share used on, the budget is shown as running out.</param>
public sealed record BudgetGrant(Guid Id, string? Programme, string? Funder, int Year, Money Amount, int AlertPercent = 80);

/// <summary>Sets up programmes, offices and funders with their budgets. They are of all markets, so it is for those whose right reaches all.</summary>
public sealed class ProgrammeService(IDbContextFactory<PortalDbContext> contexts, GeneralLedger ledger, AccountBook accounts, TimeProvider time)
{
    /// <summary>The longest reason for stopping a programme.</summary>
    public const int StopReasonLength = 200;

    private const int FirstYear = 2000;
    private const int LastYear = 2200;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>Sets up a programme. Nothing can be issued before its rules are approved.</summary>
    public async Task<Outcome<VoucherProgramme>> CreateAsync(Actor actor, NewProgramme wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        var refusals = new List<Refusal>();
        var programme = new VoucherProgramme
        {
            Code = Codes.OfRecord(Required(wanted.Code, "code", refusals), "code", VoucherProgramme.CodeLength, refusals) ?? "",
            NameKo = Text.Require(wanted.NameKo, "name.ko", VoucherProgramme.NameLength, refusals),
            NameEn = Text.Clean(wanted.NameEn, "name.en", VoucherProgramme.NameLength, refusals),
            NameZh = Text.Clean(wanted.NameZh, "name.zh", VoucherProgramme.NameLength, refusals),
            Issuer = Text.Require(wanted.Issuer, "issuer", VoucherProgramme.NameLength, refusals),
            Currency = wanted.Currency ?? "",
            TimeZone = wanted.TimeZone ?? "Asia/Seoul",
            Prefix = wanted.Prefix?.Trim().ToUpperInvariant() ?? "",
        };
        if (!Iso4217.IsKnown(programme.Currency))
            refusals.Add(new CurrencyUnknown(programme.Currency) { Field = "currency" });
        if (!TimeZoneInfo.TryFindSystemTimeZoneById(programme.TimeZone, out _) || programme.TimeZone.Length > VoucherProgramme.TimeZoneLength)
            refusals.Add(new TimeZoneUnknown(programme.TimeZone) { Field = "timeZone" });
        if (programme.Prefix.Length is 0 or > VoucherProgramme.PrefixLength || !programme.Prefix.All(char.IsAsciiLetterUpper))
            refusals.Add(new PrefixMalformed { Field = "prefix" });
        await using var db = contexts.CreateDbContext();
        if (await db.Operators.AsNoTracking().SingleOrDefaultAsync(o => o.Code == wanted.Operator, cancellation) is { } owner)
            programme.OperatorId = owner.Id;
        else
            refusals.Add(new OperatorNotFound(wanted.Operator ?? "") { Field = "operator" });
        if (refusals.Count > 0)
            return refusals;
        db.Add(programme);
        db.Audit(actor, Now, "voucher_programme.created", programme);
        var saved = await db.SaveOrConflictAsync(programme, cancellation);
        return saved.Ok ? programme : saved.Refusal is TakenMeanwhile ? new ProgrammeCodeTaken { Field = "code" } : saved.Refusals.ToList();
    }

    /// <summary>Stops a programme: nothing more of it is issued or sold; what is out stays good and can be refunded. Or lets it run again. What is so already stays so.</summary>
    public async Task<Outcome<VoucherProgramme>> StopAsync(Actor actor, string code, bool stopped, string? reason, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        var refusals = new List<Refusal>();
        var why = Text.Require(reason, "reason", StopReasonLength, refusals, lines: true);
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        if (await db.VoucherProgrammes.SingleOrDefaultAsync(p => p.Code == code, cancellation) is not { } programme)
            return new ProgrammeNotFound(code);
        if (programme.StoppedAt is not null == stopped)
            return programme;
        programme.StoppedAt = stopped ? Now : null;
        db.Audit(actor, Now, stopped ? "voucher_programme.stopped" : "voucher_programme.resumed", programme, why);
        var saved = await db.SaveOrConflictAsync(programme, cancellation);
        return saved.Ok ? programme : saved.Refusals.ToList();
    }

    /// <summary>Lets a funder take part.</summary>
    public async Task<Outcome<Funder>> AddFunderAsync(Actor actor, NewFunder wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        if (await FindAsync(db, wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        var refusals = new List<Refusal>();
        var funder = new Funder
        {
            ProgrammeId = programme.Id,
            Code = Codes.OfRecord(Required(wanted.Code, "code", refusals), "code", Funder.CodeLength, refusals) ?? "",
            NameKo = Text.Require(wanted.NameKo, "name.ko", Funder.NameLength, refusals),
            NameEn = Text.Clean(wanted.NameEn, "name.en", Funder.NameLength, refusals),
            NameZh = Text.Clean(wanted.NameZh, "name.zh", Funder.NameLength, refusals),
        };
        if (refusals.Count > 0)
            return refusals;
        db.Add(funder);
        db.Audit(actor, Now, "funder.added", funder);
        var saved = await db.SaveOrConflictAsync(funder, cancellation);
        return saved.Ok ? funder : saved.Refusal is TakenMeanwhile ? new FunderCodeTaken { Field = "code" } : saved.Refusals.ToList();
    }

    /// <summary>Enters what a funder grants for a year: money that came to the operator's trust account. Repeated with the same id it is entered once.</summary>
    public async Task<Outcome<Done>> GrantAsync(Actor actor, BudgetGrant grant, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return new NotAllowed(Right.ManageProgrammes);
        await using var db = contexts.CreateDbContext();
        if (await FindAsync(db, grant.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(grant.Programme ?? "") { Field = "programme" };
        if (await db.Funders.SingleOrDefaultAsync(f => f.ProgrammeId == programme.Id && f.Code == grant.Funder, cancellation) is not { } funder)
            return new FunderNotFound(grant.Funder ?? "") { Field = "funder" };
        if (grant.Amount.Currency != programme.Currency)
            return new CurrencyUnknown(grant.Amount.Currency) { Field = "amount" };
        if (grant.Amount.Value is <= 0 or > Payments.Payment.MostAmount)
            return new NumberOutOfRange(1, Payments.Payment.MostAmount) { Field = "amount" };
        if (grant.Year is < FirstYear or > LastYear)
            return new NumberOutOfRange(FirstYear, LastYear) { Field = "year" };
        if (grant.AlertPercent is < 1 or > 100)
            return new NumberOutOfRange(1, 100) { Field = "alertPercent" };
        var budget = await BudgetAsync(db, actor, programme, funder, grant, cancellation);
        var bank = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Bank("trust")), cancellation);
        var after = new FunderBudget
        {
            Id = budget.Id,
            Version = budget.Version + 1,
            FunderId = budget.FunderId,
            Year = budget.Year,
            AccountId = budget.AccountId,
            GrantedMinor = checked(budget.GrantedMinor + grant.Amount.Value),
            AlertPercent = grant.AlertPercent,
        };
        var outcome = await ledger.PostAsync(new PostingRequest
        {
            Id = grant.Id,
            Owner = PostingRequest.OwnerOf(actor),
            Request = System.Text.Json.JsonSerializer.Serialize(new { programme = programme.Code, funder = funder.Code, grant.Year, grant.Amount.Currency, grant.Amount.Value }),
            OperatorId = programme.OperatorId,
            BusinessDate = programme.DayAt(Now),
            Document = $"budget {funder.Code} {grant.Year}",
            Transfers = [TransferRequest.Move(TransferCode.TopUp, bank, budget.AccountId, grant.Amount.Value)],
            Guards = [new RowGuard(typeof(FunderBudget), budget.Id, budget.Version)],
            Rows = o => o.Posted ? new PostingRows([db.AuditOf(actor, Now, "funder_budget.granted", budget, after)], [after], "{}") : PostingRows.None,
        });
        return outcome.Refusal is { } refused ? refused : default(Done);
    }

    private async Task<FunderBudget> BudgetAsync(PortalDbContext db, Actor actor, VoucherProgramme programme, Funder funder, BudgetGrant grant, CancellationToken cancellation)
    {
        if (await db.FunderBudgets.AsNoTracking().SingleOrDefaultAsync(b => b.FunderId == funder.Id && b.Year == grant.Year, cancellation) is { } found)
            return found;
        var account = await accounts.OpenAsync(new(programme.OperatorId, programme.Currency, Chart.Budget(funder.Id, grant.Year)), cancellation);
        var budget = new FunderBudget { FunderId = funder.Id, Year = grant.Year, AccountId = account, AlertPercent = grant.AlertPercent };
        db.Add(budget);
        db.Audit(actor, Now, "funder_budget.opened", budget);
        // Of two who open it at once one does, and the other finds it.
        await db.SaveOrConflictAsync(budget, cancellation);
        await using var fresh = contexts.CreateDbContext();
        return await fresh.FunderBudgets.AsNoTracking().SingleAsync(b => b.FunderId == funder.Id && b.Year == grant.Year, cancellation);
    }

    internal static Task<VoucherProgramme?> FindAsync(PortalDbContext db, string? code, CancellationToken cancellation) =>
        db.VoucherProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, cancellation);

    private static string? Required(string? text, string field, List<Refusal> refusals)
    {
        if (string.IsNullOrWhiteSpace(text))
            refusals.Add(new TextMissing { Field = field });
        return text;
    }
}
