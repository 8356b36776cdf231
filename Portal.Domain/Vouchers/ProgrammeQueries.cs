using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedProgramme, Portal.Domain.Vouchers.ProgrammeRow>;

namespace Portal.Domain.Vouchers;

/// <summary>A programme with what its list shows beside it.</summary>
public sealed class ListedProgramme
{
    public required VoucherProgramme Programme { get; init; }

    public required string Operator { get; init; }

    public long Outstanding { get; init; }
}

/// <summary>Reads programmes, their rules and budgets, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class ProgrammeQueries(IDbContextFactory<PortalDbContext> contexts, TimeProvider time)
{
    public static ListDefinition<ListedProgramme, ProgrammeRow> Definition { get; } = new()
    {
        Key = l => l.Programme.Id,
        Code = l => l.Programme.Code,
        CodeOf = r => r.Code,
        Row = l => new ProgrammeRow(
            l.Programme.Id, l.Programme.Code, l.Programme.NameKo, l.Programme.NameEn, l.Programme.NameZh, l.Programme.Issuer, l.Operator, l.Programme.Currency, l.Programme.Prefix, l.Programme.TimeZone, l.Programme.StoppedAt, l.Programme.LastNumber, l.Outstanding),
        Order = [new ListSort("code")],
        Search = word => l => l.Programme.Code.Contains(word.Raw) || l.Programme.NameKo.Contains(word.Raw) || l.Programme.Issuer.Contains(word.Raw),
        Columns =
        [
            Column.Code("code", "vouchers.code", l => l.Programme.Code, r => r.Code) with { Important = 1 },
            Column.Text("name", "vouchers.name", l => l.Programme.NameKo, r => r.NameKo) with { Important = 2 },
            Column.Text("issuer", "vouchers.issuer", l => l.Programme.Issuer, r => r.Issuer),
            Column.Code("currency", "vouchers.currency", l => l.Programme.Currency, r => r.Currency) with { Hidden = true },
            Column.Number("vouchers", "vouchers.made", l => l.Programme.LastNumber, r => r.Vouchers),
            Column.Money("outstanding", "vouchers.outstanding", l => l.Outstanding, r => new Money(r.Currency, r.Outstanding)) with { Important = 3 },
        ],
    };

    /// <summary>One page of the list.</summary>
    public async Task<Outcome<Page<ProgrammeRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, null, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<ProgrammeRow> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Rows in the order of their codes, from the one behind <paramref name="after"/> on: the paging of the API.</summary>
    public async Task<Outcome<IReadOnlyList<ProgrammeRow>>> AfterAsync(Actor actor, ListQuery query, string? after, int limit, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db).Matching(query, Definition);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        if (!string.IsNullOrEmpty(after))
            rows = rows.Where(l => l.Programme.Code.CompareTo(after) > 0);
        return await rows.OrderBy(l => l.Programme.Code).Take(limit).Select(Definition.Row).ToListAsync(cancellation);
    }

    /// <summary>One programme.</summary>
    public async Task<Outcome<ProgrammeRow>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).Where(l => l.Programme.Code == code).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is { } row ? row : new ProgrammeNotFound(code);
    }

    /// <summary>All versions of its rules, by subject, the newest first.</summary>
    public async Task<Outcome<IReadOnlyList<RuleRow>>> RulesAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, code, cancellation) is not { } programme)
            return new ProgrammeNotFound(code);
        var today = programme.DayAt(time.GetUtcNow().UtcDateTime);
        var rules = await db.VoucherRules.AsNoTracking().Where(r => r.ProgrammeId == programme.Id).ToListAsync(cancellation);
        var current = rules.Where(r => r.State == RuleState.Approved && r.From <= today).GroupBy(r => r.Subject).Select(g => g.MaxBy(r => r.From)!.Id).ToHashSet();
        return rules.OrderBy(r => r.Subject).ThenByDescending(r => r.From).ThenByDescending(r => r.Id)
            .Select(r => new RuleRow(r.Id, r.Subject, r.From, r.State, r.Content, r.MakerName, r.ProposedAt, r.CheckerName, r.DecidedAt, r.Comment, current.Contains(r.Id))).ToList();
    }

    /// <summary>The budgets of its funders, the newest year first.</summary>
    public async Task<Outcome<IReadOnlyList<BudgetRow>>> BudgetsAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, code, cancellation) is not { } programme)
            return new ProgrammeNotFound(code);
        return await (from f in db.Funders.AsNoTracking()
                      where f.ProgrammeId == programme.Id
                      join b in db.FunderBudgets on f.Id equals b.FunderId
                      join a in db.LedgerAccounts on b.AccountId equals a.Id
                      orderby b.Year descending, f.Code
                      select new BudgetRow(f.Code, f.NameKo, f.NameEn, f.NameZh, b.Year, b.GrantedMinor, a.Credits - a.Debits - a.DebitsReserved, b.AlertPercent, a.Id)).ToListAsync(cancellation);
    }

    private static IQueryable<ListedProgramme> Listed(PortalDbContext db)
    {
        var start = Chart.Programme("");
        return from p in db.VoucherProgrammes.AsNoTracking()
               join o in db.Operators on p.OperatorId equals o.Id
               select new ListedProgramme
               {
                   Programme = p,
                   Operator = o.Code,
                   Outstanding = db.AccountTotals.Where(t => db.LedgerAccounts.Any(a => a.Id == t.AccountId && a.OperatorId == p.OperatorId && a.Currency == p.Currency && a.Code == start + p.Code)).Sum(t => t.Credits - t.Debits),
               };
    }
}
