using System.Linq.Expressions;
using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Lists;
using Portal.Domain.Privacy;
using Portal.Domain.Storage;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Vouchers.ListedNotice, Portal.Domain.Vouchers.NoticeRow>;

namespace Portal.Domain.Vouchers;

/// <summary>A notice as it is listed. Minor units.</summary>
public sealed record NoticeRow(
    long Id, string Programme, string ProgrammeName, string Prefix, long Number, string Currency, int Days, DateOnly ExpiresOn, long Left, NoticeState State, NoticeChannel? Channel, int Tries, string? Error, DateTime CreatedAt, DateTime? SentAt)
{
    public string Code => Id.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public string Serial => SerialNumbers.Of(Prefix, Number);

    public Money Money => new(Currency, Left);
}

/// <summary>What a notice's row does not show.</summary>
/// <param name="Address">Where it goes, masked; null when nobody left an address, or it was forgotten since.</param>
public sealed record NoticeRecord(string? Address, VoucherProgramme Programme);

/// <summary>How many notices are in a state.</summary>
public sealed record NoticeCount(NoticeState State, int Count);

/// <summary>A notice with what its list shows beside it.</summary>
public sealed class ListedNotice
{
    public required VoucherNotice Notice { get; init; }

    public required string IdText { get; init; }

    public required VoucherProgramme Programme { get; init; }

    public required long Number { get; init; }
}

/// <summary>Reads the outbox of notices, for those who hold <see cref="Right.ViewVouchers"/>; addresses are shown masked.</summary>
public sealed class NoticeQueries(IDbContextFactory<PortalDbContext> contexts, PersonalData personal)
{
    private static readonly Expression<Func<ListedNotice, long>> Serial = l => l.Number;

    public static ListDefinition<ListedNotice, NoticeRow> Definition { get; } = new()
    {
        Key = l => l.Notice.Id,
        Code = l => l.IdText,
        CodeOf = r => r.Code,
        Row = l => new NoticeRow(
            l.Notice.Id, l.Programme.Code, l.Programme.NameKo, l.Programme.Prefix, l.Number, l.Programme.Currency, l.Notice.Days, l.Notice.ExpiresOn, l.Notice.LeftMinor, l.Notice.State, l.Notice.Channel, l.Notice.Tries, l.Notice.Error,
            l.Notice.CreatedAt, l.Notice.SentAt),
        Order = [new ListSort("createdAt", Descending: true)],
        Search = word =>
        {
            var upper = word.Raw.ToUpperInvariant();
            var number = SerialNumbers.TryParse(upper, out _, out var read) ? read : -1;
            return l => l.Number == number || l.Programme.Code == upper;
        },
        Columns =
        [
            Column.Instant("createdAt", "vouchers.notice_written", l => l.Notice.CreatedAt, r => r.CreatedAt) with { Important = 3 },
            Column.Choice("state", "vouchers.notice_state", l => l.Notice.State, r => r.State) with { Important = 1, Offered = true },
            Column.Shown("serial", "vouchers.serial", ListKind.Text, r => r.Serial) with { Important = 2, Sort = Serial },
            Column.Number("days", "vouchers.notice_days", l => l.Notice.Days, r => r.Days) with { Important = 4 },
            Column.Date("expiresOn", "vouchers.expiresOn", l => l.Notice.ExpiresOn, r => r.ExpiresOn),
            Column.Money("left", "vouchers.left", l => l.Notice.LeftMinor, r => r.Money),
            Column.OptionalChoice("channel", "vouchers.notice_channel", l => l.Notice.Channel, r => r.Channel) with { Offered = true },
            Column.Instant("sentAt", "vouchers.notice_sent", l => l.Notice.SentAt, r => r.SentAt),
            Column.Code("programme", "vouchers.programme", l => l.Programme.Code, r => r.Programme) with { Hidden = true },
            Column.Number("tries", "vouchers.notice_tries", l => l.Notice.Tries, r => r.Tries) with { Hidden = true },
            Column.Text("error", "vouchers.notice_error", l => l.Notice.Error, r => r.Error) with { Hidden = true },
        ],
    };

    /// <summary>One page of the list.</summary>
    /// <param name="zone">Whose days the conditions on instants mean.</param>
    public async Task<Outcome<Page<NoticeRow>>> PageAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, zone, cancellation);
    }

    /// <summary>How many of all matching rows are in each state.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async Task<Outcome<IReadOnlyList<NoticeCount>>> CountsAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var matching = Listed(db).Matching(query, Definition, zone);
        if (!matching.TryGet(out var rows))
            return matching.Refusals.ToList();
        var counts = await rows.GroupBy(l => l.Notice.State).Select(g => new { g.Key, Count = g.Count() }).OrderBy(g => g.Key).ToListAsync(cancellation);
        return counts.ConvertAll(c => new NoticeCount(c.Key, c.Count));
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    /// <inheritdoc cref="PageAsync"/>
    public async IAsyncEnumerable<NoticeRow> StreamAsync(Actor actor, ListQuery query, TimeZoneInfo? zone = null, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db).Apply(query, Definition, zone);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>Where a notice goes, and for which programme it speaks.</summary>
    public async Task<Outcome<NoticeRecord>> ReadAsync(Actor actor, long id, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.ViewVouchers))
            return new NotAllowed(Right.ViewVouchers);
        await using var db = contexts.CreateDbContext();
        var read = await db.VoucherNotices.AsNoTracking().Where(n => n.Id == id).Join(db.VoucherProgrammes, n => n.ProgrammeId, p => p.Id, (n, p) => new { n.BuyerId, Programme = p }).SingleOrDefaultAsync(cancellation);
        if (read is null)
            return new VoucherNotFound();
        var contact = await db.VoucherBuyers.Where(b => b.Id == read.BuyerId).Select(b => b.Contact).SingleOrDefaultAsync(cancellation);
        return new NoticeRecord(contact is null ? null : new NoticeAddress(personal.OpenAlone(contact)).Masked, read.Programme);
    }

    // CA1305: the id as text stands in an expression that becomes SQL.
#pragma warning disable CA1305
    private static IQueryable<ListedNotice> Listed(PortalDbContext db) =>
        from n in db.VoucherNotices.AsNoTracking()
        join p in db.VoucherProgrammes on n.ProgrammeId equals p.Id
        join v in db.Vouchers on n.VoucherId equals v.Id
        select new ListedNotice { Notice = n, IdText = n.Id.ToString(), Programme = p, Number = v.Number };
#pragma warning restore CA1305
}
