using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Ledger;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Portal.Domain.Vouchers;
using Portal.Domain.Wallets;

namespace Portal.Domain.FreeIssues;

/// <summary>A list that is brought.</summary>
/// <param name="Id">Made by the client.</param>
public sealed record NewFreeIssue(Guid Id, string? Programme, VoucherKind Kind, string? Purpose, SameBy SameBy, string FileName, byte[] Content);

/// <summary>Brings lists of beneficiaries, decides their duplicates and submits them. A list with a fault in any cell is not kept; one file is one list of a programme.</summary>
public sealed class FreeIssueService(IDbContextFactory<PortalDbContext> contexts, PersonalData personal, TimeProvider time)
{
    private const int MaxTries = 5;

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>What a file holds, with every fault at its cell; nothing is kept.</summary>
    public async Task<Outcome<BeneficiaryFile>> PreviewAsync(Actor actor, NewFreeIssue wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        var read = await ReadAsync(db, wanted, cancellation);
        return read.TryGet(out var found) ? found.File : read.Refusals.ToList();
    }

    /// <summary>Keeps a list that is without fault. Duplicates in it, and against earlier lists of the programme, wait to be decided.</summary>
    public async Task<Outcome<FreeIssueList>> BringAsync(Actor actor, NewFreeIssue wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        for (var attempt = 1; ; attempt++)
        {
            await using var db = contexts.CreateDbContext();
            var hash = HashOf(wanted.Content);
            if (await db.FreeIssueLists.AsNoTracking().SingleOrDefaultAsync(l => l.Uid == wanted.Id, cancellation) is { } known)
                return known.FileHash == hash && known.MakerId == actor.OwnerId ? known : new IdReused { Field = "file" };
            var read = await ReadAsync(db, wanted, cancellation);
            if (!read.TryGet(out var found))
                return read.Refusals.ToList();
            if (found.File.Faults.Count > 0)
                return found.File.Faults.Select(f => f.Reason).ToList();
            var refusals = new List<Refusal>();
            var list = ListOf(actor, wanted, found.Programme, hash, refusals);
            if (refusals.Count > 0)
                return refusals;
            var rows = await RowsAsync(db, list, found, cancellation);
            list.Code = await NextCodeAsync(db, found.Programme, attempt, cancellation);
            await using var scope = await db.BeginWriteAsync(cancellation);
            db.Add(list);
            db.Audit(actor, Now, "free_issue_list.brought", list);
            var saved = await db.SaveOrConflictAsync(list, cancellation);
            if (!saved.Ok && saved.Refusal is TakenMeanwhile && attempt < MaxTries)
                continue;
            if (!saved.Ok)
                return saved.Refusals.ToList();
            rows.ForEach(r => r.ListId = list.Id);
            db.AddRange(rows);
            await db.SaveChangesAsync(cancellation);
            await scope.CommitAsync(cancellation);
            return list;
        }
    }

    /// <summary>Decides about one row that was found twice.</summary>
    public async Task<Outcome<Done>> ChooseAsync(Actor actor, Guid list, int row, DuplicateChoice choice, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.FreeIssueLists.SingleOrDefaultAsync(l => l.Uid == list, cancellation) is not { } found)
            return new FreeIssueNotFound();
        if (found.State != FreeIssueState.Draft)
            return new FreeIssueStateUnfit(found.State);
        if (await db.FreeIssueRows.SingleOrDefaultAsync(r => r.ListId == found.Id && r.RowNumber == row && (r.SameAsRow != null || r.SameAsListId != null), cancellation) is not { } duplicate)
            return new DuplicateNotFound();
        duplicate.Choice = choice;
        // The list's version moves on: who submits it meanwhile is told.
        found.Version++;
        return await db.SaveOrConflictAsync(found, cancellation);
    }

    /// <summary>Submits a list for approval, once every duplicate is decided.</summary>
    public async Task<Outcome<FreeIssueList>> SubmitAsync(Actor actor, Guid list, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.FreeIssueLists.SingleOrDefaultAsync(l => l.Uid == list, cancellation) is not { } found)
            return new FreeIssueNotFound();
        if (found.State != FreeIssueState.Draft)
            return new FreeIssueStateUnfit(found.State);
        var rows = await db.FreeIssueRows.AsNoTracking().Where(r => r.ListId == found.Id).Select(r => new { r.FaceMinor, r.Count, r.Choice, Twice = r.SameAsRow != null || r.SameAsListId != null }).ToListAsync(cancellation);
        if (rows.Count(r => r.Twice && r.Choice == DuplicateChoice.Open) is > 0 and var open)
            return new DuplicatesOpen(open);
        var kept = rows.FindAll(r => r.Choice != DuplicateChoice.Skip);
        if (kept.Count == 0)
            return new NothingToIssue();
        var programme = await db.VoucherProgrammes.AsNoTracking().SingleAsync(p => p.Id == found.ProgrammeId, cancellation);
        // Rules may have changed since it was brought: what could not be issued any more is said now, not when half of it is.
        if (await UnfitAsync(db, programme, found.Kind, kept.Select(r => r.FaceMinor), cancellation) is { } unfit)
            return unfit;
        (found.Count, found.TotalMinor) = (kept.Sum(r => r.Count), kept.Sum(r => r.FaceMinor * r.Count));
        found.Needed = (await RuleBook.EnrolmentAsync(db, programme.Id, programme.DayAt(Now), cancellation)).ApprovalsFor(found.TotalMinor);
        // Its maker stays who brought it: he never approves it, whoever submits it.
        (found.State, found.SubmittedAt) = (FreeIssueState.Submitted, Now);
        db.Audit(actor, Now, "free_issue_list.submitted", found);
        var saved = await db.SaveOrConflictAsync(found, cancellation);
        return saved.Ok ? found : saved.Refusals.ToList();
    }

    /// <summary>Gives a list up that was not submitted yet. Its file can be brought again.</summary>
    public async Task<Outcome<FreeIssueList>> DiscardAsync(Actor actor, Guid list, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.IssueVouchers))
            return new NotAllowed(Right.IssueVouchers);
        await using var db = contexts.CreateDbContext();
        if (await db.FreeIssueLists.SingleOrDefaultAsync(l => l.Uid == list, cancellation) is not { } found)
            return new FreeIssueNotFound();
        if (found.State == FreeIssueState.Discarded)
            return found;
        if (found.State != FreeIssueState.Draft)
            return new FreeIssueStateUnfit(found.State);
        found.State = FreeIssueState.Discarded;
        db.Audit(actor, Now, "free_issue_list.discarded", found);
        var saved = await db.SaveOrConflictAsync(found, cancellation);
        return saved.Ok ? found : saved.Refusals.ToList();
    }

    private async Task<Refusal?> UnfitAsync(PortalDbContext db, VoucherProgramme programme, VoucherKind kind, IEnumerable<long> faces, CancellationToken cancellation)
    {
        if (programme.StoppedAt is not null)
            return new ProgrammeStopped();
        var day = programme.DayAt(Now);
        if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(kind), day, cancellation) is not { } rule)
            return new NoRuleInForce(kind, day);
        var offered = rule.Terms().FaceValues;
        return faces.Where(f => !offered.Contains(f)).Select(f => new FaceValueNotOffered(f)).FirstOrDefault();
    }

    private FreeIssueList ListOf(Actor actor, NewFreeIssue wanted, VoucherProgramme programme, string hash, List<Refusal> refusals) => new()
    {
        Uid = wanted.Id,
        ProgrammeId = programme.Id,
        Kind = wanted.Kind,
        Purpose = Text.Require(wanted.Purpose, "purpose", FreeIssueList.PurposeLength, refusals),
        FileName = Text.Require(wanted.FileName, "file", FreeIssueList.FileNameLength, refusals),
        FileHash = hash,
        State = FreeIssueState.Draft,
        SameBy = wanted.SameBy,
        MakerId = actor.OwnerId,
        MakerName = NameOf(actor),
        CreatedAt = Now,
    };

    private async Task<Outcome<Read>> ReadAsync(PortalDbContext db, NewFreeIssue wanted, CancellationToken cancellation)
    {
        if (await db.VoucherProgrammes.AsNoTracking().SingleOrDefaultAsync(p => p.Code == wanted.Programme, cancellation) is not { } programme)
            return new ProgrammeNotFound(wanted.Programme ?? "") { Field = "programme" };
        if (programme.StoppedAt is not null)
            return new ProgrammeStopped();
        var day = programme.DayAt(Now);
        if (await RuleBook.InForceAsync(db, programme.Id, VoucherRule.SubjectOf(wanted.Kind), day, cancellation) is not { } rule)
            return new NoRuleInForce(wanted.Kind, day) { Field = "kind" };
        var hash = HashOf(wanted.Content);
        if (await db.FreeIssueLists.Where(l => l.ProgrammeId == programme.Id && l.FileHash == hash && l.State != FreeIssueState.Rejected && l.State != FreeIssueState.Discarded).Select(l => l.Code).FirstOrDefaultAsync(cancellation) is { } before)
            return new SameFileAgain(before) { Field = "file" };
        var opened = TableFile.Open(() => new MemoryStream(wanted.Content, writable: false), cancel: cancellation);
        if (!opened.TryGet(out var table))
            return opened.Refusals.ToList();
        var read = FreeIssueReader.Read(table, rule.Terms(), day);
        if (!read.TryGet(out var file))
            return read.Refusals.ToList();
        var (wallets, faults) = await WalletsAsync(db, wanted.Kind, file, cancellation);
        return new Read(programme, file with { Faults = [.. file.Faults.Concat(faults).OrderBy(f => f.Row)] }, wallets);
    }

    /// <summary>The wallets that the rows name, by the words of the file; and the rows whose wallet cannot be.</summary>
    private static async Task<(Dictionary<string, Guid> Found, List<(int Row, Refusal Reason)> Faults)> WalletsAsync(PortalDbContext db, VoucherKind kind, BeneficiaryFile file, CancellationToken cancellation)
    {
        var (found, faults) = (new Dictionary<string, Guid>(StringComparer.Ordinal), new List<(int, Refusal)>());
        foreach (var chunk in file.People.Where(p => p.Wallet is not null).Chunk(500))
        {
            var codes = chunk.Select(p => p.Wallet!.ToUpperInvariant()).Distinct().ToList();
            var wallets = await db.Wallets.AsNoTracking().Where(w => codes.Contains(w.Code)).ToDictionaryAsync(w => w.Code, cancellation);
            foreach (var person in chunk)
            {
                if (kind != VoucherKind.Mobile)
                    faults.Add((person.Row, new WalletNeedsMobile(kind) { Field = "wallet" }));
                else if (!wallets.TryGetValue(person.Wallet!.ToUpperInvariant(), out var wallet))
                    faults.Add((person.Row, new WalletNotFound { Field = "wallet" }));
                else if (wallet.State != WalletState.Open)
                    faults.Add((person.Row, new WalletStateUnfit(wallet.State) { Field = "wallet" }));
                else
                    found[person.Wallet!] = wallet.Uid;
            }
        }

        return (found, faults);
    }

    private async Task<List<FreeIssueRow>> RowsAsync(PortalDbContext db, FreeIssueList list, Read found, CancellationToken cancellation)
    {
        var rows = found.File.People.Select(p => new FreeIssueRow
        {
            RowNumber = p.Row,
            Person = personal.SealAlone(JsonSerializer.Serialize(new { p.Name, p.Telephone, p.Email })),
            IdentityHash = personal.Index(p.Identity),
            NameBirthHash = personal.Index(string.Create(CultureInfo.InvariantCulture, $"{p.Name}|{p.Birth:yyyyMMdd}")),
            TelephoneHash = p.Telephone is { } phone ? personal.Index(Text.Digits(phone)) : null,
            FaceMinor = p.Face,
            Count = p.Count,
            Wallet = p.Wallet is { } wallet ? found.Wallets[wallet] : null,
            SaleUid = Guid.CreateVersion7(),
        }).ToList();
        await FreeIssueDuplicates.MarkAsync(db, list, rows, cancellation);
        return rows;
    }

    private async Task<string> NextCodeAsync(PortalDbContext db, VoucherProgramme programme, int attempt, CancellationToken cancellation)
    {
        var made = await db.FreeIssueLists.CountAsync(l => l.ProgrammeId == programme.Id, cancellation);
        return string.Create(CultureInfo.InvariantCulture, $"{programme.Code}-F{programme.DayAt(Now).Year % 100:00}-{made + attempt:0000}");
    }

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    internal static string NameOf(Actor actor) => actor.Name.Length > FreeIssueList.NameLength ? actor.Name[..FreeIssueList.NameLength] : actor.Name;

    private sealed record Read(VoucherProgramme Programme, BeneficiaryFile File, Dictionary<string, Guid> Wallets);
}
