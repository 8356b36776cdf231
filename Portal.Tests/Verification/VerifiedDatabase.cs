using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Auditing;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Ledger;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Domain.Verification;
using Portal.Seeding;
using Portal.Tests.Storage;

namespace Portal.Tests.Verification;

/// <summary>A small database with something of everything, sealed and sound, into which faults are planted by raw SQL.</summary>
internal sealed class VerifiedDatabase : IAsyncDisposable
{
    private static readonly Template Sound = new(Template.Migrated, async database => await new VerifiedDatabase(database).FillAsync());

    private VerifiedDatabase(TestDatabase database)
    {
        Database = database;
        Documents = new DocumentStore(database.Factory, database.Factory.Options, database.Time);
        Sealer = new AuditSealer(database.Factory, database.Keys, database.Time);
        Verifier = new Verifier(database.Factory, database.Keys, database.Personal, Documents, database.Time);
    }

    public TestDatabase Database { get; }

    public DocumentStore Documents { get; }

    public AuditSealer Sealer { get; }

    public Verifier Verifier { get; }

    public string AnchorPath => Path.Combine(Database.Factory.Options.DataFolder, "heads.txt");

    public static async Task<VerifiedDatabase> CreateAsync(DatabaseProvider provider) => new(await TestDatabase.CreateAsync(provider, Sound));

    private async Task FillAsync()
    {
        await new DemoSeed(Database.Factory, Database.Personal, Database.Time).RunAsync(CancellationToken.None);
        var document = (await Documents.SaveAsync(new MemoryStream(Encoding.UTF8.GetBytes("code,name")), "text/csv", 1_000)).Value;
        await using (var db = Database.Open())
        {
            var import = new Import { Kind = ImportKind.Vendors, State = ImportState.Done, FileName = "a.csv", FileHash = document.Hash, Rows = 3, Created = 1, Updated = 1, Refused = 1, CreatedAt = Database.Time.GetUtcNow().UtcDateTime };
            db.Add(import);
            await db.SaveChangesAsync();
            db.Add(new ImportChange { ImportId = import.Id, RowNumber = 2, SubjectId = 1, SubjectCode = "V000001", IsNew = true });
            db.Add(new ImportChange { ImportId = import.Id, RowNumber = 3, SubjectId = 2, SubjectCode = "V000002", Before = "{}" });
            db.Add(new ImportRefusal { ImportId = import.Id, RowNumber = 4, Code = "text_missing" });
            var vendor = await db.Vendors.Include(v => v.PersonKey).OrderBy(v => v.Id).FirstAsync();
            db.Add(new PayoutAccountChange { VendorId = vendor.Id, MarketId = vendor.MarketId, Bank = "시범은행", Account = Database.Personal.Seal(vendor.PersonKey!, "000"), MakerId = 1, MakerName = "시범", CheckerId = 2, CheckerName = "예시", RequestedAt = vendor.CreatedAt });
            await db.SaveChangesAsync();
        }

        await PostAsync(Database);
        await Sealer.SealAsync();
        await AuditAnchor.AppendAsync(AnchorPath, (await Sealer.HeadAsync())!, Database.Time.GetUtcNow().UtcDateTime);
    }

    /// <summary>A wallet with money in it, of which a part is reserved.</summary>
    private static async Task PostAsync(TestDatabase database)
    {
        var accounts = new AccountBook(database.Factory, database.Time);
        await using var ledger = new GeneralLedger(new LedgerStore(database.Factory, new BulkInsert(database.Factory), accounts));
        var (cash, wallet) = (await accounts.OpenAsync(new(1, "KRW", Chart.Cash("SB"))), await accounts.OpenAsync(new(1, "KRW", Chart.Wallet(Guid.NewGuid()))));
        foreach (var transfer in new[] { TransferRequest.Move(TransferCode.TopUp, cash, wallet, 1_000), TransferRequest.Reserve(TransferCode.Payment, wallet, cash, 300) })
        {
            var outcome = await ledger.PostAsync(new PostingRequest { Id = Guid.NewGuid(), Owner = "test", Request = "{}", OperatorId = 1, MarketId = 1, BusinessDate = new DateOnly(2026, 11, 22), Transfers = [transfer] });
            Assert.True(outcome.Posted);
        }
    }

    /// <summary>The names of the checks that do not hold.</summary>
    public async Task<IReadOnlyList<string>> FailuresAsync() => [.. (await Verifier.RunAsync(AnchorPath)).Where(c => !c.Ok).Select(c => c.Name)];

    /// <summary>Runs SQL with every constraint switched off, as somebody with the database in their hands can.</summary>
    public async Task PlantAsync(string sql)
    {
        await using var db = Database.Open();
        await db.Database.OpenConnectionAsync();
        var prefix = Database.Factory.Options.Provider == DatabaseProvider.Sqlite
            ? "pragma foreign_keys=off; pragma ignore_check_constraints=on; "
            : "set session_replication_role = replica; alter table \"PayoutAccountChanges\" drop constraint \"CK_PayoutAccountChanges_MakerIsNotChecker\"; ";
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = prefix + sql;
        await command.ExecuteNonQueryAsync();
        command.CommandText = Database.Factory.Options.Provider == DatabaseProvider.Sqlite
            ? "pragma ignore_check_constraints=off; pragma foreign_keys=on"
            : "set session_replication_role = default; alter table \"PayoutAccountChanges\" add constraint \"CK_PayoutAccountChanges_MakerIsNotChecker\" check (true)";
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => Database.DisposeAsync();
}
