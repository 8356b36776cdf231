using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.FreeIssues.ListedFreeIssue, Portal.Domain.FreeIssues.FreeIssueLine>;

namespace Portal.Domain.FreeIssues;

/// <summary>One line of the list of free issues. Minor units.</summary>
/// <param name="Rows">The beneficiaries that are kept.</param>
public sealed record FreeIssueLine(
    long Id, Guid Uid, string Code, string Programme, string Currency, VoucherKind Kind, string Purpose, FreeIssueState State, int Rows, int Count, long Total, int Needed, string Maker, DateTime CreatedAt, DateTime? SubmittedAt, DateTime? IssuedAt)
{
    public Money Money(long amount) => new(Currency, amount);
}

/// <summary>A beneficiary as the page shows him. Minor units.</summary>
/// <param name="Name">Masked.</param>
/// <param name="SameAsList">The code of the earlier list that holds the same person.</param>
/// <param name="Sale">The sale that issued his vouchers; null while they wait.</param>
public sealed record FreeIssuePerson(int Row, string? Name, string? Telephone, long Face, int Count, int? SameAsRow, string? SameAsList, DuplicateChoice Choice, Guid? Sale)
{
    public bool IsDuplicate => SameAsRow is not null || SameAsList is not null;
}

/// <summary>A list in full.</summary>
/// <param name="Standing">Whether the reader may decide about it.</param>
public sealed record FreeIssueRecord(FreeIssueLine Line, string FileName, string ProgrammeKo, string? ProgrammeEn, string? ProgrammeZh, IReadOnlyList<FreeIssuePerson> People, IReadOnlyList<FreeIssueApproval> Approvals, DecisionStanding Standing)
{
    public int Open => People.Count(p => p.IsDuplicate && p.Choice == DuplicateChoice.Open);

    /// <summary>Those who are not left out.</summary>
    public int Kept => People.Count(p => p.Choice != DuplicateChoice.Skip);

    public int Issued => People.Count(p => p.Sale is not null);
}

/// <summary>A list with what stands beside it.</summary>
public sealed class ListedFreeIssue
{
    public required FreeIssueList List { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public int Rows { get; init; }

    public int Count { get; init; }

    /// <summary>Face value; minor units.</summary>
    public long Total { get; init; }
}

/// <summary>Reads lists of beneficiaries, for those who hold <see cref="Right.ViewVouchers"/>, wherever it reaches. Who the people are is shown masked.</summary>
public sealed class FreeIssueQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, WaitingApprovals approvals, TimeProvider time)
{
    public static ListDefinition<ListedFreeIssue, FreeIssueLine> Definition { get; } = new()
    {
        Key = l => l.List.Id,
        Code = l => l.List.Code,
        CodeOf = r => r.Code,
        Row = l => new FreeIssueLine(
            l.List.Id, l.List.Uid, l.List.Code, l.Programme.Code, l.Programme.Currency, l.List.Kind, l.List.Purpose, l.List.State, l.Rows, l.Count, l.Total, l.List.Needed, l.List.MakerName, l.List.CreatedAt, l.List.SubmittedAt, l.List.IssuedAt),
        Order = [new ListSort("createdAt", Descending: true)],
        Search = word => { var (raw, upper) = (word.Raw, word.Raw.ToUpperInvariant()); return l => l.List.Code.Contains(upper) || l.List.Purpose.Contains(raw); },
        Columns =
        [
            Column.Text("code", "freeIssues.code", l => l.List.Code, r => r.Code) with { Important = 1 },
            Column.Choice("state", "freeIssues.state", l => l.List.State, r => r.State) with { Important = 2, Offered = true },
            Column.Text("purpose", "freeIssues.purpose", l => l.List.Purpose, r => r.Purpose) with { Important = 3 },
            Column.Code("programme", "freeIssues.programme", l => l.Programme.Code, r => r.Programme) with { Hidden = true },
            Column.Choice("kind", "vouchers.kind", l => l.List.Kind, r => r.Kind),
            Column.Number("rows", "freeIssues.people", l => l.Rows, r => r.Rows),
            Column.Number("count", "freeIssues.count", l => l.Count, r => r.Count),
            Column.Money("total", "freeIssues.total", l => l.Total, r => r.Money(r.Total)),
            Column.Text("maker", "freeIssues.maker", l => l.List.MakerName, r => r.Maker),
            Column.Instant("createdAt", "freeIssues.createdAt", l => l.List.CreatedAt, r => r.CreatedAt),
            Column.Instant("issuedAt", "freeIssues.issuedAt", l => l.List.IssuedAt, r => r.IssuedAt) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<FreeIssueLine>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<FreeIssueLine> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        if (!Listed(db).Apply(query, Definition, zone).TryGet(out var rows))
            yield break;
        await foreach (var row in rows.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>How many lists wait for a reader: those that he may decide about by his own right, or all where he only watches. True when one of them cannot wait.</summary>
    public async Task<(int Waiting, bool Urgent)> CountAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return default;
        var (owner, decides, since) = (actor.OwnerId, actor.MayEverywhere(Right.ApproveVouchers), time.GetUtcNow().UtcDateTime - WaitingApprovals.Patience);
        await using var db = contexts.CreateDbContext();
        var waiting = await db.FreeIssueLists.Where(l => l.State == FreeIssueState.Submitted && (!decides || (l.MakerId != owner && !db.FreeIssueApprovals.Any(a => a.ListId == l.Id && a.ByUserId == owner)))).Select(l => l.SubmittedAt).ToListAsync(cancellation);
        return (waiting.Count, waiting.Exists(at => at < since));
    }

    /// <summary>A list by its code, with its people and what was decided about it.</summary>
    public async Task<Outcome<FreeIssueRecord>> GetAsync(Actor actor, string code, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        if (await Listed(db).Where(l => l.List.Code == code).SingleOrDefaultAsync(cancellation) is not { } found)
            return new FreeIssueNotFound();
        var line = Definition.Row.Compile()(found);
        var given = await db.FreeIssueApprovals.AsNoTracking().Where(a => a.ListId == line.Id).OrderBy(a => a.Id).ToListAsync(cancellation);
        var day = found.Programme.DayAt(time.GetUtcNow().UtcDateTime);
        var standing = await approvals.StandingAsync(actor, found.List.MakerId, line.Money(line.Total), day, [.. given.Select(a => a.ByUserId)], cancellation);
        return new FreeIssueRecord(line, found.List.FileName, found.Programme.NameKo, found.Programme.NameEn, found.Programme.NameZh, await PeopleAsync(db, line.Id, cancellation), given, standing);
    }

    private async Task<List<FreeIssuePerson>> PeopleAsync(PortalDbContext db, long list, CancellationToken cancellation)
    {
        var rows = await (from r in db.FreeIssueRows.AsNoTracking()
                          where r.ListId == list
                          orderby r.RowNumber
                          select new { Row = r, Earlier = db.FreeIssueLists.Where(l => l.Id == r.SameAsListId).Select(l => l.Code).FirstOrDefault(), Sold = db.VoucherSales.Any(s => s.Uid == r.SaleUid) }).ToListAsync(cancellation);
        return rows.ConvertAll(r =>
        {
            using var person = JsonDocument.Parse(personal.OpenAlone(r.Row.Person));
            return new FreeIssuePerson(
                r.Row.RowNumber, Mask.Name(person.RootElement.GetProperty("Name").GetString()), Mask.Phone(person.RootElement.GetProperty("Telephone").GetString()), r.Row.FaceMinor, r.Row.Count, r.Row.SameAsRow, r.Earlier, r.Row.Choice,
                r.Sold ? r.Row.SaleUid : null);
        });
    }

    private static IQueryable<ListedFreeIssue> Listed(PortalDbContext db) =>
        from l in db.FreeIssueLists.AsNoTracking()
        join p in db.VoucherProgrammes.AsNoTracking() on l.ProgrammeId equals p.Id
        select new ListedFreeIssue
        {
            List = l,
            Programme = p,
            Rows = db.FreeIssueRows.Count(r => r.ListId == l.Id && r.Choice != DuplicateChoice.Skip),
            Count = db.FreeIssueRows.Where(r => r.ListId == l.Id && r.Choice != DuplicateChoice.Skip).Sum(r => r.Count),
            Total = db.FreeIssueRows.Where(r => r.ListId == l.Id && r.Choice != DuplicateChoice.Skip).Sum(r => r.FaceMinor * r.Count),
        };
}
