using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Attachments;
using Portal.Domain.Documents;
using Portal.Domain.Lists;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>A case with all that belongs to it.</summary>
public sealed record FraudCaseRecord(FraudCase Case, FraudCaseRow Row, IReadOnlyList<FraudSignalRow> Signals, IReadOnlyList<FraudNote> Notes, IReadOnlyList<FraudFreeze> Freezes, IReadOnlyList<FraudRecovery> Recoveries);

/// <summary>How much there is to do, for the dashboard.</summary>
/// <param name="Waiting">Freezes that wait for a second person.</param>
/// <param name="LastRun">The last nightly run; null before the first.</param>
public sealed record FraudSummary(int Open, int Frozen, int Decided, int Appealed, int Unassigned, int Waiting, FraudRun? LastRun);

/// <summary>Reads cases of fraud, for those who hold <see cref="Right.ViewFraud"/>, in the markets that it reaches.</summary>
public sealed class FraudQueries(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents)
{
    public static ListDefinition<ListedCase, FraudCaseRow> Definition => FraudLists.Cases;

    /// <summary>One page of the list of cases.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<FraudCaseRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The cases in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<FraudCaseRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A case with its signals, notes, freezes and claims.</summary>
    public async Task<Outcome<FraudCaseRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        if (await FraudReach.Cases(db, actor, Right.ViewFraud).AsNoTracking().SingleOrDefaultAsync(c => c.Code == code, cancellation) is not { } found)
            return new FraudCaseNotFound();
        var row = await Listed(db, actor).Where(l => l.Case.Id == found.Id).Select(Definition.Row).SingleAsync(cancellation);
        return new FraudCaseRecord(
            found, row,
            await FraudSignalQueries.Listed(db, actor).Where(l => l.Signal.CaseId == found.Id).OrderByDescending(l => l.Signal.Day).ThenByDescending(l => l.Signal.Points).ThenBy(l => l.Signal.Id).Select(FraudSignalQueries.Definition.Row).ToListAsync(cancellation),
            await db.FraudNotes.AsNoTracking().Where(n => n.CaseId == found.Id).OrderBy(n => n.Id).ToListAsync(cancellation),
            await db.FraudFreezes.AsNoTracking().Where(f => f.CaseId == found.Id).OrderBy(f => f.Id).ToListAsync(cancellation),
            await db.FraudRecoveries.AsNoTracking().Where(r => r.CaseId == found.Id).OrderBy(r => r.Id).ToListAsync(cancellation));
    }

    /// <summary>How much there is to do.</summary>
    public async Task<Outcome<FraudSummary>> SummaryAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        var cases = FraudReach.Cases(db, actor, Right.ViewFraud);
        var states = await cases.Where(c => c.ClosedAt == null).GroupBy(c => c.State).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        return new FraudSummary(
            states.GetValueOrDefault(FraudCaseState.Open), states.GetValueOrDefault(FraudCaseState.Frozen), states.GetValueOrDefault(FraudCaseState.Decided), states.GetValueOrDefault(FraudCaseState.Appealed),
            await cases.CountAsync(c => c.ClosedAt == null && c.AssigneeId == null, cancellation), await db.FraudFreezes.CountAsync(f => f.State == FreezeState.Asked && cases.Any(c => c.Id == f.CaseId), cancellation),
            await db.FraudRuns.AsNoTracking().OrderByDescending(r => r.Day).FirstOrDefaultAsync(cancellation));
    }

    /// <summary>Opens the file of a note.</summary>
    public async Task<Outcome<OpenedAttachment>> OpenAsync(Actor actor, string code, long note, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        var cases = FraudReach.Cases(db, actor, Right.ViewFraud);
        var found = await db.FraudNotes.AsNoTracking().Where(n => n.Id == note && n.Document != null && cases.Any(c => c.Id == n.CaseId && c.Code == code)).Select(n => new { n.FileName, n.Document }).SingleOrDefaultAsync(cancellation);
        if (found is not { FileName: { } name, Document: { } hash } || documents.Open(hash) is not { } content)
            return new AttachmentNotFound();
        return new OpenedAttachment(content, AttachmentContent.Printed.First(type => name.EndsWith(AttachmentContent.EndingOf(type), StringComparison.Ordinal)), name);
    }

    private static IQueryable<ListedCase> Listed(PortalDbContext db, Actor actor) =>
        from c in FraudReach.Cases(db, actor, Right.ViewFraud).AsNoTracking()
        from m in db.Markets.Where(m => m.Id == c.MarketId).DefaultIfEmpty()
        join o in db.Vendors on c.Subject == FraudSubject.Vendor ? c.SubjectId : 0 equals o.Id into vendors
        from v in vendors.DefaultIfEmpty()
        select new ListedCase
        {
            Case = c,
            Market = m == null ? "" : m.Code,
            SubjectName = v == null ? "" : v.TradeName,
            Signals = db.FraudSignals.Count(s => s.CaseId == c.Id),
            Currency = m != null ? m.Currency
                : db.VoucherProgrammes.Where(p => c.Subject == FraudSubject.Voucher ? db.Vouchers.Any(x => x.Id == c.SubjectId && x.ProgrammeId == p.Id) : db.VoucherBuyers.Any(x => x.Id == c.SubjectId && x.ProgrammeId == p.Id)).Max(p => p.Currency) ?? "",
        };
}

/// <summary>Reads signals of fraud, for those who hold <see cref="Right.ViewFraud"/>, in the markets that it reaches.</summary>
public sealed class FraudSignalQueries(IDbContextFactory<PortalDbContext> contexts)
{
    public static ListDefinition<ListedSignal, FraudSignalRow> Definition => FraudLists.Signals;

    /// <summary>One page of the list of signals.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<FraudSignalRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The signals in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<FraudSignalRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db, actor).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>A signal by its id.</summary>
    public async Task<Outcome<FraudSignalRow>> GetAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewFraud))
            return new NotAllowed(Right.ViewFraud);
        await using var db = contexts.CreateDbContext();
        return await Listed(db, actor).Where(l => l.Signal.Id == id).Select(Definition.Row).SingleOrDefaultAsync(cancellation) is { } row ? row : new FraudCaseNotFound();
    }

    internal static IQueryable<ListedSignal> Listed(PortalDbContext db, Actor actor) =>
        from s in FraudReach.Signals(db, actor).AsNoTracking()
        join m in db.Markets on s.MarketId equals m.Id
        join o in db.Vendors on s.Subject == FraudSubject.Vendor ? s.SubjectId : 0 equals o.Id into vendors
        from v in vendors.DefaultIfEmpty()
        from c in db.FraudCases.Where(c => c.Id == s.CaseId).DefaultIfEmpty()
        select new ListedSignal { Signal = s, Market = m.Code, SubjectCode = v == null ? "" : v.Code, SubjectName = v == null ? "" : v.TradeName, Case = c == null ? null : c.Code, Currency = m.Currency };
}
