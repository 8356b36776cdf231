using Portal.Domain.Ledger;

namespace Portal.Domain.Settlement;

/// <summary>A movement of a vendor's payable that is due.</summary>
/// <param name="Amount">Minor units; negative for what it takes.</param>
internal readonly record struct PayableMovement(long VendorId, SettledTender Tender, string? Acquirer, TransferCode Code, DateOnly On, long Amount);

/// <summary>What matters of a vendor to whether it is paid out to.</summary>
/// <param name="Opening">Carried forward from the run before; minor units.</param>
/// <param name="HeldSoFar">Kept back in earlier runs; minor units.</param>
internal readonly record struct SettledVendor(long Id, bool Suspended, bool Barred, bool HasAccount, long Opening, long HeldSoFar);

/// <summary>Makes a vendor's line, and what it is made of, out of its movements. Not for two threads.</summary>
internal sealed class SettlementReckoning(SettlementTerms terms, FeeBook fees)
{
    private readonly Dictionary<long, Dictionary<ItemKey, SettlementItem>> items = [];

    private readonly record struct ItemKey(SettledTender Tender, string? Acquirer, TransferCode Code, DateOnly On, long? Rule, bool In);

    /// <summary>Counts a movement, with its fee.</summary>
    public void Add(PayableMovement movement)
    {
        var rule = movement.Tender == SettledTender.Other ? null : fees.RuleOf(movement.VendorId, movement.Tender, movement.Acquirer, movement.On);
        if (!items.TryGetValue(movement.VendorId, out var own))
            items[movement.VendorId] = own = [];
        var key = new ItemKey(movement.Tender, movement.Acquirer, movement.Code, movement.On, rule?.Id, movement.Amount > 0);
        if (!own.TryGetValue(key, out var item))
            own[key] = item = new SettlementItem { VendorId = movement.VendorId, Tender = key.Tender, Acquirer = key.Acquirer, Code = key.Code, On = key.On, FeeRuleId = key.Rule };
        item.Count++;
        checked
        {
            item.Amount += movement.Amount;
            item.Fee += rule is null ? 0 : movement.Amount > 0 ? rule.FeeOf(movement.Amount) : -rule.ReturnOf(-movement.Amount);
        }

        item.Tax = rule?.VatOf(item.Fee) ?? 0;
    }

    /// <summary>The line of a vendor and its items; null when there is nothing to say of it. What was counted of the vendor is forgotten.</summary>
    public (SettlementLine Line, IReadOnlyCollection<SettlementItem> Items)? Line(SettledVendor vendor)
    {
        items.Remove(vendor.Id, out var own);
        if (own is null && vendor is { Opening: 0, HeldSoFar: 0 })
            return null;
        IReadOnlyCollection<SettlementItem> made = own is null ? [] : [.. own.Values.OrderBy(i => i.On).ThenBy(i => i.Tender).ThenBy(i => i.Acquirer, StringComparer.Ordinal).ThenBy(i => i.Code)];
        var line = new SettlementLine { VendorId = vendor.Id, Opening = vendor.Opening, HeldSoFar = vendor.HeldSoFar, Movements = made.Sum(i => i.Count) };
        foreach (var item in made)
            Count(line, item);
        line.Rounding = line.Fees + line.Tax > 0 ? (line.Fees + line.Tax) % terms.FeeUnit : 0;
        if (!vendor.Suspended)
            (line.Released, line.HeldSoFar) = (vendor.HeldSoFar, 0);
        Divide(line, vendor);
        return (line, made);
    }

    private static void Count(SettlementLine line, SettlementItem item)
    {
        checked
        {
            if (item.Tender == SettledTender.Other)
                line.Others += item.Amount;
            else if (item.Amount > 0)
                line.Sales += item.Amount;
            else
                line.Refunds -= item.Amount;
            (line.Fees, line.Tax) = (line.Fees + item.Fee, line.Tax + item.Tax);
        }
    }

    /// <summary>The net is paid out, kept back or carried forward, whole.</summary>
    private void Divide(SettlementLine line, SettledVendor vendor)
    {
        var net = line.Net;
        line.NotPaid = net == 0 ? null : net < 0 ? NotPaidReason.Negative : vendor.Suspended ? NotPaidReason.Suspended : vendor.Barred ? NotPaidReason.Barred
            : !vendor.HasAccount ? NotPaidReason.NoAccount : net < terms.MinPayout ? NotPaidReason.BelowMinimum : null;
        if (line.NotPaid is null)
            line.Payout = net;
        else if (line.NotPaid == NotPaidReason.Suspended)
            (line.Held, line.HeldSoFar) = (net, line.HeldSoFar + net);
        else
            line.Carried = net;
    }
}
