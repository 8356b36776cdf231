using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;
using Portal.Domain.Markets;
using Portal.Domain.Payments;
using Portal.Domain.Storage;

namespace Portal.Domain.Partners;

/// <summary>A limit as it is to be.</summary>
/// <param name="Operator">Its code.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Partner">Letters, digits, <c>-</c>, <c>.</c> and <c>_</c>.</param>
/// <param name="Most">Minor units, 0 to stop the partner; null for no limit.</param>
/// <param name="Version">Of the limit that was seen; null when there was none.</param>
public sealed record WantedLimit(string? Operator, string? Currency, string? Partner, long? Most, long? Version);

/// <summary>A partner's name has other characters than letters, digits, <c>-</c>, <c>.</c> and <c>_</c>.</summary>
public sealed record PartnerNameMalformed : Refusal;

/// <summary>
/// Watches what partner wallets owe, and keeps their limits. What they owe is of all markets of an operator, so it is for those who see all markets.
/// </summary>
public sealed class PartnerService(IDbContextFactory<PortalDbContext> contexts, AccountBook accounts, TimeProvider time)
{
    public static ListDefinition<ListedPartner, PartnerRow> Definition => PartnerList.Definition;

    /// <summary>One page of the partners that have been paid with or have a limit, by operator and currency.</summary>
    public async Task<Outcome<Page<PartnerRow>>> PageAsync(Actor actor, ListQuery query, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return new NotAllowed(Right.ViewLedger);
        await using var db = contexts.CreateDbContext();
        return await Listed(db).ToPageAsync(query, Definition, null, cancellation);
    }

    /// <summary>The rows in the order of the list, streamed, for exports; none for who lacks the right.</summary>
    public async IAsyncEnumerable<PartnerRow> StreamAsync(Actor actor, ListQuery query, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            yield break;
        await using var db = contexts.CreateDbContext();
        var rows = Listed(db).Apply(query, Definition);
        if (!rows.Ok)
            yield break;
        await foreach (var row in rows.Value.Select(Definition.Row).AsAsyncEnumerable().WithCancellation(cancellation))
            yield return row;
    }

    /// <summary>The operators whose books a partner can owe to: code and name, by code.</summary>
    public async Task<IReadOnlyList<OperatorName>> OperatorsAsync(Actor actor, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.ViewLedger))
            return [];
        await using var db = contexts.CreateDbContext();
        return await db.Operators.AsNoTracking().OrderBy(o => o.Code).Select(o => new OperatorName(o.Code, o.Name)).ToListAsync(cancellation);
    }

    /// <summary>Sets or lifts a limit. It holds for the next payment; what is owed already stands, also above it.</summary>
    public async Task<Outcome<Done>> LimitAsync(Actor actor, WantedLimit wanted, CancellationToken cancellation = default)
    {
        if (!actor.MayEverywhere(Right.LimitPartners))
            return new NotAllowed(Right.LimitPartners);
        var refusals = new List<Refusal>();
        var partner = Text.Require(wanted.Partner, "partner", PartnerLimit.PartnerLength, refusals).ToLowerInvariant();
        if (partner.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '.' or '_')))
            refusals.Add(new PartnerNameMalformed { Field = "partner" });
        if (wanted.Most is < 0 or > Payment.MostAmount)
            refusals.Add(new NumberOutOfRange(0, Payment.MostAmount) { Field = "most" });
        if (!Iso4217.IsKnown(wanted.Currency))
            refusals.Add(new CurrencyUnknown(wanted.Currency ?? "") { Field = "currency" });
        await using var db = contexts.CreateDbContext();
        if (await db.Operators.AsNoTracking().SingleOrDefaultAsync(o => o.Code == wanted.Operator, cancellation) is not { } owner)
            return new OperatorNotFound(wanted.Operator ?? "") { Field = "operator" };
        return refusals.Count > 0 ? refusals : await SaveAsync(db, actor, owner.Id, wanted with { Partner = partner }, cancellation);
    }

    private async Task<Outcome<Done>> SaveAsync(PortalDbContext db, Actor actor, long owner, WantedLimit wanted, CancellationToken cancellation)
    {
        var (currency, partner) = (wanted.Currency!, wanted.Partner!);
        var limit = await db.PartnerLimits.SingleOrDefaultAsync(l => l.OperatorId == owner && l.Currency == currency && l.Partner == partner, cancellation);
        if (limit is not null && wanted.Version is null)
            return new TakenMeanwhile();
        if (limit is null)
        {
            db.Add(limit = new PartnerLimit { OperatorId = owner, Currency = currency, Partner = partner, LimitMinor = wanted.Most });
        }
        else
        {
            limit.LimitMinor = wanted.Most;
            db.Entry(limit).Property(l => l.Version).OriginalValue = wanted.Version!.Value;
        }

        // The list goes by accounts: a partner that nothing was paid with yet is there too.
        await accounts.OpenAsync(new(owner, currency, Chart.Partner(partner)), cancellation);
        db.Audit(actor, time.GetUtcNow().UtcDateTime, "partner_limit.set", limit);
        return await db.SaveOrConflictAsync(limit, cancellation);
    }

    // CA1305: the id as text stands in an expression that becomes SQL.
#pragma warning disable CA1305
    private static IQueryable<ListedPartner> Listed(PortalDbContext db)
    {
        var start = Chart.Partner("");
        return from account in db.LedgerAccounts.AsNoTracking()
               where account.Code.StartsWith(start)
               join owner in db.Operators on account.OperatorId equals owner.Id
               select new ListedPartner
               {
                   Account = account,
                   IdText = account.Id.ToString(),
                   Partner = account.Code.Substring(start.Length),
                   Operator = owner.Code,
                   OperatorName = owner.Name,
                   Owed = account.Debits - account.Credits,
                   Limit = db.PartnerLimits.FirstOrDefault(l => l.OperatorId == account.OperatorId && l.Currency == account.Currency && start + l.Partner == account.Code),
               };
    }
#pragma warning restore CA1305
}
