using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Code and name of an operator who can keep a programme's books.</summary>
public sealed record ProgrammeKeeper(string Code, string Name);

/// <summary>A funder as forms offer it.</summary>
public sealed record FunderName(string Code, string NameKo, string? NameEn, string? NameZh);

/// <summary>An office as forms offer it.</summary>
public sealed record OfficeName(string Code, string NameKo, string? NameEn, string? NameZh);

/// <summary>How many vouchers of a kind are in a state, and their face value. Minor units.</summary>
public sealed record VoucherCount(VoucherKind Kind, VoucherState State, int Count, long FaceMinor);

/// <summary>A programme with what its page shows.</summary>
/// <param name="AccountId">The liability's account in the ledger; null before the first sale.</param>
/// <param name="Today">The programme's day.</param>
public sealed record ProgrammeRecord(ProgrammeRow Row, string OperatorName, long? AccountId, DateOnly Today, IReadOnlyList<VoucherCount> Counts, IReadOnlyList<FunderName> Funders);

/// <summary>What can be issued of a kind today.</summary>
/// <param name="RuleFrom">The first day of the rule in force.</param>
/// <param name="Faces">Minor units.</param>
public sealed record KindOffer(VoucherKind Kind, DateOnly RuleFrom, IReadOnlyList<long> Faces);

/// <summary>What a batch of a programme can be made of.</summary>
/// <param name="Terms">They say how many approvals an amount needs.</param>
public sealed record BatchOffer(string Programme, string Currency, IReadOnlyList<KindOffer> Kinds, EnrolmentTerms Terms, IReadOnlyList<OfficeName> Offices);

/// <summary>Reads what the pages of one programme show, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches: vouchers are of all markets.</summary>
public sealed class ProgrammeRecords(IDbContextFactory<PortalDbContext> contexts, ProgrammeQueries programmes, TimeProvider time)
{
    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>One programme.</summary>
    public async Task<Outcome<ProgrammeRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        var found = await programmes.GetAsync(actor, code, cancellation);
        if (!found.TryGet(out var row))
            return found.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == row.Id, cancellation);
        var keeper = await db.Operators.Where(o => o.Id == programme.OperatorId).Select(o => o.Name).SingleAsync(cancellation);
        var liability = Chart.Programme(row.Code);
        var account = await db.LedgerAccounts.Where(a => a.Code == liability && a.OperatorId == programme.OperatorId && a.Currency == row.Currency).Select(a => (long?)a.Id).FirstOrDefaultAsync(cancellation);
        var counts = await db.Vouchers.Where(v => v.ProgrammeId == row.Id).GroupBy(v => new { v.Kind, v.State }).Select(g => new { g.Key.Kind, g.Key.State, Count = g.Count(), Face = g.Sum(v => v.FaceMinor) }).ToListAsync(cancellation);
        var funders = await db.Funders.AsNoTracking().Where(f => f.ProgrammeId == row.Id).OrderBy(f => f.Code).Select(f => new FunderName(f.Code, f.NameKo, f.NameEn, f.NameZh)).ToListAsync(cancellation);
        return new ProgrammeRecord(row, keeper, account, programme.DayAt(Now), [.. counts.Select(c => new VoucherCount(c.Kind, c.State, c.Count, c.Face)).OrderBy(c => c.Kind).ThenBy(c => c.State)], funders);
    }

    /// <summary>The operators in whose books a new programme can stand; none for who may not set one up.</summary>
    public async Task<IReadOnlyList<ProgrammeKeeper>> KeepersAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ManageProgrammes))
            return [];
        await using var db = contexts.CreateDbContext();
        return await db.Operators.AsNoTracking().OrderBy(o => o.Code).Select(o => new ProgrammeKeeper(o.Code, o.Name)).ToListAsync(cancellation);
    }

    /// <summary>What a batch of a programme can be made of today.</summary>
    public async Task<Outcome<BatchOffer>> OfferAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await ProgrammeService.FindAsync(db, code, cancellation) is not { } programme)
            return new ProgrammeNotFound(code);
        var today = programme.DayAt(Now);
        var kinds = new List<KindOffer>();
        foreach (var kind in Enum.GetValues<VoucherKind>())
        {
            if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(kind), today, cancellation) is { } rule)
                kinds.Add(new KindOffer(kind, rule.From, [.. rule.Terms().FaceValues.Order()]));
        }

        var offices = await db.VoucherOffices.AsNoTracking().Where(o => o.ClosedAt == null).OrderBy(o => o.Code).Select(o => new OfficeName(o.Code, o.NameKo, o.NameEn, o.NameZh)).ToListAsync(cancellation);
        return new BatchOffer(programme.Code, programme.Currency, kinds, await RuleBook.EnrolmentAsync(db, programme.Id, today, cancellation), offices);
    }
}
