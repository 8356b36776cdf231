using System.Text;
using Portal.Domain;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Exchange;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Importing;
using Portal.Domain.Markets;
using Portal.Domain.Storage;
using Portal.Domain.Vendors;
using Portal.Tests.Storage;

namespace Portal.Tests.Exchange.Importing;

/// <summary>Imports over a database of a test, with the automatic mapping, as the wizard does them.</summary>
internal sealed class Importer
{
    public Importer(TestDatabase database)
    {
        var documents = new DocumentStore(database.Factory, database.Factory.Options, database.Time);
        ImportTarget[] targets = [new MarketImport(), new StallImport(), new VendorImport(database.Personal), new TenancyImport(), new ArrearImport()];
        Service = new ImportService(database.Factory, documents, new BulkInsert(database.Factory), targets, database.Time);
        Undoing = new ImportUndoing(database.Factory, targets, database.Time);
        Drafts = new ImportDrafts(database.Factory, database.Time);
    }

    public ImportService Service { get; }

    public ImportUndoing Undoing { get; }

    public ImportDrafts Drafts { get; }

    public Task<(Import Import, ImportTally Tally)> RunAsync(ImportKind kind, string csv, Actor? actor = null, long? marketId = null) =>
        RunAsync(kind, Encoding.UTF8.GetBytes(csv), actor, marketId);

    public async Task<(Import Import, ImportTally Tally)> RunAsync(ImportKind kind, byte[] file, Actor? actor = null, long? marketId = null)
    {
        var (import, mapping, plan) = await PrepareAsync(kind, file, actor, marketId);
        var tally = (await Service.RunAsync(actor ?? Make.Actor(), import, mapping, plan.Reading)).Value;
        return ((await Drafts.FindAsync(actor ?? Make.Actor(), import.Uid)).Value, tally);
    }

    public async Task<ImportTally> TryAsync(ImportKind kind, byte[] file, Actor? actor = null, long? marketId = null)
    {
        var (import, mapping, plan) = await PrepareAsync(kind, file, actor, marketId);
        return (await Service.TryAsync(actor ?? Make.Actor(), import, mapping, plan.Reading)).Value;
    }

    public async Task<UndoTally> UndoAsync(Import import) => (await Undoing.UndoAsync(Make.Actor(), import.Uid)).Value;

    public async Task<(Import Import, ColumnMapping Mapping, ImportPlan Plan)> PrepareAsync(ImportKind kind, byte[] file, Actor? actor = null, long? marketId = null)
    {
        await using var content = new MemoryStream(file, writable: false);
        var import = (await Service.UploadAsync(actor ?? Make.Actor(), kind, "시험.csv", content, marketId)).Value;
        var plan = ImportPlan.Of(import);
        var table = Service.Open(import, plan.Reading).Value;
        return (import, await Drafts.MappingAsync(actor ?? Make.Actor(), import, table, Service.Columns(kind)), plan);
    }
}
