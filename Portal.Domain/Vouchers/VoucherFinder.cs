using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Vouchers;

/// <summary>Vouchers that were asked for by serial numbers: one each, or from one to another.</summary>
/// <param name="Field">Where in the request it stands.</param>
/// <param name="To">Null for one.</param>
public sealed record SerialRange(string Field, string? From, string? To = null);

/// <summary>Finds vouchers by what people and machines read from them.</summary>
internal static class VoucherFinder
{
    /// <summary>The voucher of a serial number, in the programme of its prefix; null when there is none.</summary>
    public static async Task<(Voucher Voucher, VoucherProgramme Programme)?> BySerialAsync(PortalDbContext db, string serial, CancellationToken cancellation)
    {
        if (!SerialNumbers.TryParse(serial, out var prefix, out var number))
            return null;
        var found = await db.Vouchers.AsNoTracking().Join(db.VoucherProgrammes.Where(p => p.Prefix == prefix), v => v.ProgrammeId, p => p.Id, (v, p) => new { v, p }).Where(f => f.v.Number == number).SingleOrDefaultAsync(cancellation);
        if (found is null)
            return null;
        found.v.Serial = SerialNumbers.Of(prefix, number);
        return (found.v, found.p);
    }

    /// <summary>The numbers that were asked for, in their order and each once; or why one of them cannot be.</summary>
    public static Outcome<List<long>> NumbersOf(VoucherProgramme programme, IReadOnlyList<SerialRange> asked, int most)
    {
        var (numbers, refusals) = (new SortedSet<long>(), new List<Refusal>());
        foreach (var range in asked)
        {
            if (NumberOf(programme, range.From) is not { } from)
                refusals.Add(new SerialMalformed(Cut(range.From)) { Field = range.Field });
            else if ((range.To is null ? from : NumberOf(programme, range.To)) is not { } to)
                refusals.Add(new SerialMalformed(Cut(range.To)) { Field = range.Field });
            else if (to < from || to - from >= most || numbers.Count + to - from + 1 > most)
                refusals.Add(new SaleSizeOutOfRange(most) { Field = range.Field });
            else
                numbers.UnionWith(Enumerable.Range(0, (int)(to - from + 1)).Select(i => from + i));
        }

        if (refusals.Count == 0 && numbers.Count == 0)
            refusals.Add(new SaleSizeOutOfRange(most) { Field = "items" });
        return refusals.Count > 0 ? refusals : numbers.ToList();
    }

    private static long? NumberOf(VoucherProgramme programme, string? serial) =>
        SerialNumbers.TryParse(serial, out var prefix, out var number) && prefix == programme.Prefix ? number : null;

    private static string Cut(string? serial) => serial is null ? "" : serial.Length > SerialNumbers.Length ? serial[..SerialNumbers.Length] : serial;
}
