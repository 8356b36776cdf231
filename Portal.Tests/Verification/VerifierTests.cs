using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;
using Portal.Seeding;
using Portal.Tests.Auditing;
using Portal.Tests.Storage;

namespace Portal.Tests.Verification;

public sealed class VerifierTests
{
    private const string Vendor = "(select min(\"Id\") from \"Vendors\")";
    private const string LastVendor = "(select max(\"Id\") from \"Vendors\")";

    private const string Swap = "update \"AuditSeals\" set \"AuditId\" = -\"AuditId\" where \"Number\" in (3, 4); update \"AuditSeals\" set \"AuditId\" = 7 + \"AuditId\" where \"Number\" in (3, 4)";

    private const string SwapPhones = $"create table swap as select \"Phone\" from \"Vendors\" where \"Id\" = {Vendor}; update \"Vendors\" set \"Phone\" = (select \"Phone\" from \"Vendors\" where \"Id\" = {LastVendor}) where \"Id\" = {Vendor}; "
        + $"update \"Vendors\" set \"Phone\" = (select \"Phone\" from swap) where \"Id\" = {LastVendor}; drop table swap";

    private const string FirstTotal = "(select min(\"AccountId\") from \"AccountTotals\")";

    private const string SameIds = "create table kept as select \"Id\", \"Uid\" from \"LedgerPostings\"; drop index \"IX_LedgerPostings_Uid\"; "
        + "update \"LedgerPostings\" set \"Uid\" = (select \"Uid\" from kept order by \"Id\" limit 1)";

    /// <summary>A fault, the check that must name it, and the SQL that takes it back, so that one database serves all.</summary>
    private static readonly (string Check, string Plant, string Mend)[] Faults =
    [
        ("audit-chain", "update \"AuditEntries\" set \"Reason\" = 'x' where \"Id\" = 5", "update \"AuditEntries\" set \"Reason\" = null where \"Id\" = 5"),
        ("audit-chain", "update \"AuditEntries\" set \"Id\" = -1 where \"Id\" = 5", "update \"AuditEntries\" set \"Id\" = 5 where \"Id\" = -1"),
        ("audit-chain", Swap, Swap),
        ("audit-chain", "update \"AuditSeals\" set \"Number\" = -3 where \"Number\" = 3", "update \"AuditSeals\" set \"Number\" = 3 where \"Number\" = -3"),
        ("audit-unsealed", "insert into \"AuditEntries\" (\"Id\", \"At\", \"ActorKind\", \"ActorId\", \"ActorName\", \"From\", \"Action\", \"SubjectKind\", \"SubjectId\", \"SubjectCode\", \"Changes\") values (-9, '2020-01-01 00:00:00', 'System', 0, 'x', 'x', 'a.b', 'a', 1, 'x', '[]')", "delete from \"AuditEntries\" where \"Id\" = -9"),
        ("stall-codes", "update \"Stalls\" set \"Code\" = 'XX-1' where \"Id\" = 1", "update \"Stalls\" set \"Code\" = 'SB-' || \"Number\" where \"Id\" = 1"),
        ("stall-codes", "update \"Zones\" set \"MarketId\" = \"MarketId\" + 1000 where \"Id\" = 1", "update \"Zones\" set \"MarketId\" = \"MarketId\" - 1000 where \"Id\" = 1"),
        ("tenancy-overlaps", "update \"Tenancies\" set \"StallId\" = \"StallId\" + 1 where \"Id\" = 1", "update \"Tenancies\" set \"StallId\" = \"StallId\" - 1 where \"Id\" = 1"),
        ("tenancy-markets", "update \"Tenancies\" set \"MarketId\" = \"MarketId\" + 1 where \"Id\" = 1", "update \"Tenancies\" set \"MarketId\" = \"MarketId\" - 1 where \"Id\" = 1"),
        ("tenancy-terms", "update \"Tenancies\" set \"Rent\" = -\"Rent\" where \"Id\" = 1", "update \"Tenancies\" set \"Rent\" = -\"Rent\" where \"Id\" = 1"),
        ("arrears", "update \"Arrears\" set \"Amount\" = -\"Amount\"", "update \"Arrears\" set \"Amount\" = -\"Amount\""),
        ("stall-devices", "update \"StallDevices\" set \"MarketId\" = \"MarketId\" + 1", "update \"StallDevices\" set \"MarketId\" = \"MarketId\" - 1"),
        ("business-numbers", $"update \"Vendors\" set \"BusinessNumber\" = '1234567890' where \"Id\" = {Vendor}", $"update \"Vendors\" set \"BusinessNumber\" = '{SeedNumbers.Korean(1)}' where \"Id\" = {Vendor}"),
        ("suspensions", "update \"Suspensions\" set \"ToAt\" = null where \"LiftReason\" is not null", "update \"Suspensions\" set \"ToAt\" = \"FromAt\" where \"LiftReason\" is not null"),
        ("verdicts", $"update \"Vendors\" set \"Verdict\" = 'MayNotTrade' where \"Id\" = {Vendor}", $"update \"Vendors\" set \"Verdict\" = 'MayTrade' where \"Id\" = {Vendor}"),
        ("maker-checker", "update \"PayoutAccountChanges\" set \"CheckerId\" = \"MakerId\"", "update \"PayoutAccountChanges\" set \"CheckerId\" = 2"),
        ("person-keys", $"update \"PersonKeys\" set \"ErasedAt\" = '2020-01-01 00:00:00' where \"Id\" = 1", "update \"PersonKeys\" set \"ErasedAt\" = null where \"Id\" = 1"),
        ("sealed-fields", SwapPhones, SwapPhones),
        ("document-references", $"update \"Vendors\" set \"PhotoHash\" = 'none' where \"Id\" = {Vendor}", $"update \"Vendors\" set \"PhotoHash\" = null where \"Id\" = {Vendor}"),
        ("documents", "update \"Documents\" set \"Length\" = \"Length\" + 1", "update \"Documents\" set \"Length\" = \"Length\" - 1"),
        ("imports", "update \"Imports\" set \"Created\" = 2", "update \"Imports\" set \"Created\" = 1"),
        ("imports", "update \"Imports\" set \"Refused\" = 2, \"Updated\" = 0", "update \"Imports\" set \"Refused\" = 1, \"Updated\" = 1"),
        ("ledger-balance", $"update \"AccountTotals\" set \"Debits\" = \"Debits\" + 1 where \"AccountId\" = {FirstTotal}", $"update \"AccountTotals\" set \"Debits\" = \"Debits\" - 1 where \"AccountId\" = {FirstTotal}"),
        ("ledger-totals", $"update \"AccountTotals\" set \"Debits\" = \"Debits\" + 1, \"Credits\" = \"Credits\" + 1 where \"AccountId\" = {FirstTotal}", $"update \"AccountTotals\" set \"Debits\" = \"Debits\" - 1, \"Credits\" = \"Credits\" - 1 where \"AccountId\" = {FirstTotal}"),
        ("ledger-lines", "update \"Transfers\" set \"CreditBalance\" = \"CreditBalance\" + 1 where \"CreditLine\" = 1", "update \"Transfers\" set \"CreditBalance\" = \"CreditBalance\" - 1 where \"CreditLine\" = 1"),
        ("ledger-lines", "update \"Transfers\" set \"CreditLine\" = 9 where \"CreditLine\" = 1", "update \"Transfers\" set \"CreditLine\" = 1 where \"CreditLine\" = 9"),
        ("ledger-lines", "update \"LedgerAccounts\" set \"DebitsReserved\" = \"DebitsReserved\" + 1 where \"LastLine\" > 0", "update \"LedgerAccounts\" set \"DebitsReserved\" = \"DebitsReserved\" - 1 where \"LastLine\" > 0"),
        ("ledger-orphans", "update \"Transfers\" set \"PostingId\" = -\"PostingId\"", "update \"Transfers\" set \"PostingId\" = -\"PostingId\""),
        ("ledger-orphans", "update \"Transfers\" set \"DebitId\" = -\"DebitId\"", "update \"Transfers\" set \"DebitId\" = -\"DebitId\""),
        ("ledger-orphans", "update \"LedgerPostings\" set \"Lines\" = \"Lines\" + 1", "update \"LedgerPostings\" set \"Lines\" = \"Lines\" - 1"),
        ("ledger-ids", SameIds, "update \"LedgerPostings\" set \"Uid\" = (select \"Uid\" from kept where kept.\"Id\" = \"LedgerPostings\".\"Id\"); drop table kept; create unique index \"IX_LedgerPostings_Uid\" on \"LedgerPostings\" (\"Uid\")"),
        ("foreign-keys", $"update \"Vendors\" set \"MergedIntoId\" = 999999 where \"Id\" = {Vendor}", $"update \"Vendors\" set \"MergedIntoId\" = null where \"Id\" = {Vendor}"),
    ];

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_EveryKindOfFaultPlanted_IsNamed(DatabaseProvider provider)
    {
        await using var verified = await VerifiedDatabase.CreateAsync(provider);
        Assert.Empty(await verified.FailuresAsync());
        foreach (var (check, plant, mend) in Faults)
        {
            await verified.PlantAsync(plant);
            Assert.Contains(check, await verified.FailuresAsync());
            await verified.PlantAsync(mend);
        }

        Assert.Empty(await verified.FailuresAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_EndOfTheTrailCutOff_IsFoundByTheAnchorAlone(DatabaseProvider provider)
    {
        await using var verified = await VerifiedDatabase.CreateAsync(provider);
        await verified.PlantAsync("delete from \"AuditEntries\" where \"Id\" in (select \"AuditId\" from \"AuditSeals\" where \"Number\" > 500); delete from \"AuditSeals\" where \"Number\" > 500");
        Assert.DoesNotContain(await verified.Verifier.RunAsync(), c => !c.Ok);
        Assert.Equal(["audit-anchor"], await verified.FailuresAsync());
    }

    [Fact]
    public async Task Run_FileOfADocumentChangedOrGone_IsNamed()
    {
        await using var verified = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        var file = Directory.GetFiles(verified.Documents.Folder, "*", SearchOption.AllDirectories).Single();
        await File.WriteAllTextAsync(file, "code;name");
        Assert.Equal(["documents"], await verified.FailuresAsync());
        File.Delete(file);
        Assert.Equal(["documents"], await verified.FailuresAsync());
    }

    [Fact]
    public async Task Run_QuickSearchDiffersFromTheVendors_IsNamed()
    {
        await using var verified = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await verified.PlantAsync("delete from \"VendorPairs\" where rowid = 1");
        Assert.Equal(["quick-search"], await verified.FailuresAsync());
        await verified.PlantAsync("insert into \"VendorPairs\"(rowid, pairs) values (1, 'ab'), (-1, 'ab')");
        Assert.Equal(["quick-search"], await verified.FailuresAsync());
    }

    [Fact]
    public async Task Run_RowsThatWaitForASealer_AreAFaultOnlyWhenOneRuns()
    {
        await using var verified = await VerifiedDatabase.CreateAsync(DatabaseProvider.Sqlite);
        await verified.Database.WriteMarketsAsync("N", 1);
        Assert.Empty(await verified.FailuresAsync());
        verified.Database.Time.Advance(TimeSpan.FromSeconds(30));
        Assert.Empty(await verified.FailuresAsync());
        await verified.PlantAsync("update \"Leases\" set \"Until\" = '2999-01-01 00:00:00'");
        Assert.Equal(["audit-unsealed"], await verified.FailuresAsync());
    }

    [Theory]
    [MemberData(nameof(TestDatabase.Providers), MemberType = typeof(TestDatabase))]
    public async Task Run_WhileOthersWrite_SeesOneSnapshot(DatabaseProvider provider)
    {
        await using var verified = await VerifiedDatabase.CreateAsync(provider);
        using var stop = new CancellationTokenSource();
        var written = 0;
        var writers = Enumerable.Range(0, 3).Select(w => Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await verified.Database.WriteMarketsAsync($"W{w}N{i}A", 1);
                await verified.Sealer.SealAsync();
                Interlocked.Increment(ref written);
            }
        })).ToList();
        for (var run = 0; run < 3 || Volatile.Read(ref written) < 10; run++)
            Assert.Empty(await verified.FailuresAsync());
        await stop.CancelAsync();
        await Task.WhenAll(writers);
        Assert.Empty(await verified.FailuresAsync());
    }
}
