using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers.Reports;

/// <summary>What one programme came to since the beginning of the month. Minor units.</summary>
/// <param name="Outstanding">What is owed to holders now, by the ledger.</param>
/// <param name="Spent">At tills, less what was given back to the vouchers.</param>
public sealed record ProgrammeFigures(ProgrammeRow Programme, DateOnly From, DateOnly To, long Outstanding, long Sold, long Spent, long Presented, long Refunded, long Expired, IReadOnlyList<BudgetRow> Budgets)
{
    public Money Money(long amount) => new(Programme.Currency, amount);
}

/// <summary>The officer's first look: how the programmes stand, from the ledger's lines.</summary>
public sealed class VoucherDashboard(IDbContextFactory<PortalDbContext> contexts, ProgrammeQueries programmes, TimeProvider time)
{
    /// <summary>How many programmes are shown.</summary>
    private const int Most = 12;

    /// <summary>All programmes that go on, by their codes.</summary>
    public async Task<Outcome<IReadOnlyList<ProgrammeFigures>>> ReadAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        var known = await programmes.AfterAsync(actor, Lists.ListQuery.Everything, null, Most, cancellation);
        if (!known.TryGet(out var rows))
            return known.Refusals.ToList();
        await using var db = contexts.CreateDbContext();
        var figures = new List<ProgrammeFigures>(rows.Count);
        foreach (var row in rows.Where(r => r.StoppedAt is null))
        {
            var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == row.Id, cancellation);
            var today = programme.DayAt(time.GetUtcNow().UtcDateTime);
            var scope = new ReportScope(db, new ReportAsk(ReportName.LiabilityRollForward, row.Code, new DateOnly(today.Year, today.Month, 1), today), programme, today);
            var moves = await LiabilityReports.MovesAsync(scope, cancellation);
            var budgets = await programmes.BudgetsAsync(actor, row.Code, cancellation);
            figures.Add(new ProgrammeFigures(
                row, scope.Ask.From, scope.Ask.To, row.Outstanding, moves.Sum(m => m.Issued), moves.Sum(m => m.Redeemed) - moves.Sum(m => m.Presented), moves.Sum(m => m.Presented), moves.Sum(m => m.Refunded), moves.Sum(m => m.Expired),
                budgets.Ok ? [.. budgets.Value.Where(b => b.Year == today.Year)] : []));
        }

        return figures;
    }
}
