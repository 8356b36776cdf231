using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Domain.Fraud;

/// <summary>What was found at a vendor.</summary>
internal sealed record JudgedVendor(long VendorId, long MarketId, FraudVerdict Verdict);

/// <summary>Writes signals, and opens a case about each vendor that is flagged.</summary>
internal sealed class FraudSignalStore(BulkInsert bulk, DateTime now)
{
    private static readonly Actor Portal = Actor.System("fraud desk");

    /// <summary>
    /// Writes the signals of a market's day in one commit, in the place of those that an earlier run left. What a case has already taken up stays as it was.
    /// Answers how many signals there are.
    /// </summary>
    public async Task<int> WriteAsync(PortalDbContext db, long market, DateOnly day, FraudSource source, IReadOnlyList<JudgedVendor> vendors, CancellationToken cancellation)
    {
        await using var scope = await db.BeginWriteAsync(cancellation);
        if (source == FraudSource.Nightly)
            await db.FraudSignals.Where(s => s.MarketId == market && s.Day == day && s.CaseId == null).ExecuteDeleteAsync(cancellation);
        var taken = (await db.FraudSignals.AsNoTracking().Where(s => s.MarketId == market && s.Day == day && s.Subject == FraudSubject.Vendor).Select(s => new { s.SubjectId, s.Code }).ToListAsync(cancellation)).ToHashSet();
        var cases = await CasesAsync(db, day, vendors, cancellation);
        var rows = vendors.SelectMany(v => v.Verdict.Findings.Where(f => !taken.Contains(new { SubjectId = v.VendorId, f.Code })).Select(f => Row(v, f, day, source, cases.TryGetValue(v.VendorId, out var id) ? id : null))).ToList();
        await bulk.InsertAsync<FraudSignal>(db, rows, cancellation);
        await scope.CommitAsync(cancellation);
        return rows.Count + taken.Count;
    }

    /// <summary>
    /// The open cases of these vendors, opened now for those that are flagged. A vendor whose case was closed within the span is left alone: its days were looked at when it was decided.
    /// </summary>
    private async Task<Dictionary<long, long>> CasesAsync(PortalDbContext db, DateOnly day, IReadOnlyList<JudgedVendor> vendors, CancellationToken cancellation)
    {
        var ids = vendors.Select(v => v.VendorId).ToList();
        if (ids.Count == 0)
            return [];
        var (from, _) = FraudSpan.Until(day).Widest;
        var known = await db.FraudCases.AsNoTracking().Where(c => c.Subject == FraudSubject.Vendor && ids.Contains(c.SubjectId) && (c.ClosedAt == null || c.ClosedAt >= from))
            .Select(c => new { c.SubjectId, c.Id, Open = c.ClosedAt == null }).ToListAsync(cancellation);
        var cases = known.Where(c => c.Open).ToDictionary(c => c.SubjectId, c => c.Id);
        var quiet = known.Select(c => c.SubjectId).ToHashSet();
        var flagged = vendors.Where(v => v.Verdict.Flagged && !quiet.Contains(v.VendorId)).ToList();
        if (flagged.Count == 0)
            return cases;
        var flaggedIds = flagged.ConvertAll(v => v.VendorId);
        var codes = await db.Vendors.Where(v => flaggedIds.Contains(v.Id)).Select(v => new { v.Id, v.Code }).ToDictionaryAsync(v => v.Id, v => v.Code, cancellation);
        var opened = flagged.ConvertAll(v => FraudCases.Opened(Guid.CreateVersion7(), FraudSubject.Vendor, v.VendorId, codes[v.VendorId], v.MarketId, Portal, now, null, v.Verdict.Points));
        db.AddRange(opened);
        foreach (var row in opened)
            db.Audit(Portal, now, "fraud_case.opened", row);
        await db.SaveChangesAsync(cancellation);
        foreach (var row in opened)
            cases[row.SubjectId] = row.Id;
        return cases;
    }

    private FraudSignal Row(JudgedVendor vendor, FraudFinding finding, DateOnly day, FraudSource source, long? caseId) => new()
    {
        Subject = FraudSubject.Vendor,
        SubjectId = vendor.VendorId,
        MarketId = vendor.MarketId,
        Day = day,
        Code = finding.Code,
        Source = source,
        Weight = finding.Weight,
        Score = finding.Score,
        Points = finding.Points,
        Values = JsonSerializer.Serialize(finding.Values),
        Rows = FraudRowList.Write(finding.Rows),
        CaseId = caseId,
        At = now,
    };
}

/// <summary>Rows as they are kept with a signal: ids by kind.</summary>
internal static class FraudRowList
{
    public static string Write(IReadOnlyList<FraudRow> rows) => JsonSerializer.Serialize(rows.GroupBy(r => r.Kind).ToDictionary(g => g.Key.ToString(), g => g.Select(r => r.Id).ToList()));

    public static IReadOnlyList<FraudRow> Read(string text) =>
        [.. JsonSerializer.Deserialize<Dictionary<string, List<long>>>(text)!.SelectMany(g => g.Value.Select(id => new FraudRow(Enum.Parse<FraudRowKind>(g.Key), id)))];
}
