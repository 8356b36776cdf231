using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Privacy;

namespace Portal.Domain.Verification;

/// <summary>Personal data: every key is there or erased, and every sealed field opens with the key of its person.</summary>
internal static class PrivacyChecks
{
    public static IReadOnlyList<Check> All { get; } = [new("person-keys", KeysAsync), new("sealed-fields", FieldsAsync)];

    private static Task<Findings> KeysAsync(Snapshot snapshot, CancellationToken cancellation) => Findings.OfAsync(
        snapshot.Db.PersonKeys.AsAsyncEnumerable(),
        key => (key.Wrapped is null) != (key.ErasedAt is not null) ? $"person key {key.Id} is gone and not marked as erased, or the other way round"
            : !snapshot.Personal.CanOpen(key) ? $"person key {key.Id} does not open with the key ring"
            : null,
        cancellation);

    private static async Task<Findings> FieldsAsync(Snapshot snapshot, CancellationToken cancellation)
    {
        var db = snapshot.Db;
        var findings = new Findings();
        var vendors = db.Vendors.Select(v => new Sealed("vendor " + v.Code, v.PersonKey!, v.OwnerName, v.Phone, v.PayoutAccount, v.PayoutHolder));
        await foreach (var row in vendors.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(Open(snapshot.Personal, row));
        var phones = from phone in db.VendorPhones join vendor in db.Vendors on phone.VendorId equals vendor.Id select new Sealed("a phone of vendor " + vendor.Code, vendor.PersonKey!, phone.Number, null, null, null);
        await foreach (var row in phones.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(Open(snapshot.Personal, row));
        var changes = from change in db.PayoutAccountChanges join vendor in db.Vendors on change.VendorId equals vendor.Id select new Sealed("a payout account of vendor " + vendor.Code, vendor.PersonKey!, change.Account, change.Holder, null, null);
        await foreach (var row in changes.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(Open(snapshot.Personal, row));
        var workers = from worker in db.Workers join vendor in db.Vendors on worker.VendorId equals vendor.Id select new Sealed("a worker of vendor " + vendor.Code, worker.PersonKey!, worker.Name, null, null, null);
        await foreach (var row in workers.AsAsyncEnumerable().WithCancellation(cancellation))
            findings.Look(Open(snapshot.Personal, row));
        return findings;
    }

    private static string? Open(PersonalData personal, Sealed row)
    {
        try
        {
            personal.Open(row.Key, row.First, row.Second, row.Third, row.Fourth);
            return null;
        }
        catch (Exception error) when (error is CryptographicException or ArgumentException or OverflowException)
        {
            return $"{row.Whose}: a sealed field does not open";
        }
    }

    private sealed record Sealed(string Whose, PersonKey Key, byte[]? First, byte[]? Second, byte[]? Third, byte[]? Fourth);
}
