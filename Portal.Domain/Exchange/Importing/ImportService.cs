using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Documents;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Storage;

namespace Portal.Domain.Exchange.Importing;

/// <summary>There is no such import, or none that the reader may see.</summary>
public sealed record ImportNotFound : Refusal;

/// <summary>Brings files into the registries: stores them, tries them, and imports their valid rows.</summary>
public sealed class ImportService(IDbContextFactory<PortalDbContext> contexts, DocumentStore documents, BulkInsert bulk, IEnumerable<ImportTarget> targets, TimeProvider time)
{
    /// <summary>The media type under which files of imports stand among the documents.</summary>
    public const string FileType = "application/octet-stream";

    private const int LongestArgument = 100;

    // Korean as it is: as escapes it would be six times as long, and the column is limited.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Dictionary<ImportKind, ImportTarget> targets = targets.ToDictionary(t => t.Kind);

    private DateTime Now => time.GetUtcNow().UtcDateTime;

    public IReadOnlyList<ExchangeColumn> Columns(ImportKind kind) => targets[kind].Columns;

    /// <summary>Keeps the file and makes a draft of an import. Nothing is written to a registry.</summary>
    public async Task<Outcome<Import>> UploadAsync(Actor actor, ImportKind kind, string fileName, Stream content, long? marketId = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.Import))
            return new NotAllowed(Right.Import);
        var saved = await documents.SaveAsync(content, FileType, ExchangeLimits.FileBytes, cancellation);
        if (!saved.TryGet(out var document))
            return saved.Refusals.ToList();
        var opened = TableFile.Open(() => documents.Open(document.Hash)!, null, cancellation);
        if (!opened.Ok)
            return opened.Refusals.ToList();
        var import = new Import
        {
            Kind = kind,
            UserId = actor.OwnerId,
            UserName = actor.Name,
            FileName = CleanName(fileName),
            FileHash = document.Hash,
            MarketId = marketId,
            CreatedAt = Now,
        };
        await using var db = contexts.CreateDbContext();
        db.Add(import);
        await db.SaveChangesAsync(cancellation);
        return import;
    }

    /// <summary>The table of an import's file, read as the user chose.</summary>
    public Outcome<TableFile> Open(Import import, ReadingChoices? choices = null, CancellationToken cancellation = default) =>
        documents.Open(import.FileHash) is { } probe ? Reopen(probe, import, choices, cancellation) : new FileNotReadable();

    /// <summary>What the import would do; nothing is written.</summary>
    /// <param name="progress">Called with the number of rows done.</param>
    public async Task<Outcome<ImportTally>> TryAsync(
        Actor actor, Import import, ColumnMapping mapping, ReadingChoices? choices = null, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.Import))
            return new NotAllowed(Right.Import);
        if (!ImportDrafts.MaySee(actor, import))
            return new ImportNotFound();
        var opened = Open(import, choices, cancellation);
        if (!opened.TryGet(out var file))
            return opened.Refusals.ToList();
        var run = new ImportRun(actor, Now, import.FileName, import.MarketId, null);
        var tally = new ImportTally();
        await new ImportEngine(contexts, bulk, targets[import.Kind]).RunAsync(run, file, mapping, tally, progress, cancellation);
        return tally;
    }

    /// <summary>Imports the valid rows and keeps the reasons of the refused ones.</summary>
    /// <param name="progress">Called with the number of rows done.</param>
    public async Task<Outcome<ImportTally>> RunAsync(
        Actor actor, Import draft, ColumnMapping mapping, ReadingChoices? choices = null, Action<int>? progress = null, CancellationToken cancellation = default)
    {
        if (!actor.May(Right.Import))
            return new NotAllowed(Right.Import);
        await using var db = contexts.CreateDbContext();
        var import = await db.Imports.FirstOrDefaultAsync(i => i.Id == draft.Id, cancellation);
        if (import is not { State: ImportState.Draft } || !ImportDrafts.MaySee(actor, import))
            return new ImportNotFound();
        var opened = Open(draft, choices, cancellation);
        if (!opened.TryGet(out var file))
            return opened.Refusals.ToList();
        ImportPlan.Of(choices, mapping).Keep(import);
        import.State = ImportState.Running;
        var started = await db.SaveOrConflictAsync(import, cancellation);
        if (!started.Ok)
            return started.Refusals.ToList();
        var run = new ImportRun(actor, Now, import.FileName, import.MarketId, import.Id);
        var tally = new ImportTally();
        var end = ImportState.Failed;
        try
        {
            await new ImportEngine(contexts, bulk, targets[import.Kind]).RunAsync(run, file, mapping, tally, progress, cancellation);
            end = ImportState.Done;
            return tally;
        }
        finally
        {
            // Cancelled or broken off, what was imported so far stays, is counted, and can be undone.
            await FinishAsync(db, import, end, tally);
        }
    }

    private async Task FinishAsync(PortalDbContext db, Import import, ImportState end, ImportTally tally)
    {
        await bulk.InsertAsync<ImportRefusal>([.. tally.Refusals.Select(r => new ImportRefusal
        {
            ImportId = import.Id,
            RowNumber = r.Row,
            ColumnKey = r.Refusal.Field,
            Code = r.Refusal.Code,
            Arguments = Arguments(r.Refusal),
        })]);
        (import.State, import.FinishedAt) = (end, Now);
        (import.Created, import.Updated, import.Unchanged, import.Refused) = (tally.Created, tally.Updated, tally.Unchanged, tally.Refused);
        // Broken off, rows were read that nothing came of.
        import.Rows = tally.Created + tally.Updated + tally.Unchanged + tally.Refused;
        await db.SaveChangesAsync();
    }

    private Outcome<TableFile> Reopen(FileStream probe, Import import, ReadingChoices? choices, CancellationToken cancellation)
    {
        probe.Dispose();
        return TableFile.Open(() => documents.Open(import.FileHash)!, choices, cancellation);
    }

    /// <summary>The refusal's own properties, for its sentence; texts of the file are cut.</summary>
    private static string Arguments(Refusal refusal) => JsonSerializer.Serialize(
        refusal.GetType().GetProperties().Where(p => p.DeclaringType == refusal.GetType() && p.Name != "EqualityContract")
            .ToDictionary(p => p.Name, p => Cut(Convert.ToString(p.GetValue(refusal), CultureInfo.InvariantCulture))),
        Readable);

    private static string? Cut(string? text) => text is { Length: > LongestArgument } ? text[..LongestArgument] : text;

    private static string CleanName(string name)
    {
        var clean = string.Concat(Path.GetFileName(name).Where(c => !char.IsControl(c) && !char.IsSurrogate(c)));
        return clean.Length > Import.FileNameLength ? clean[..Import.FileNameLength] : clean;
    }
}
