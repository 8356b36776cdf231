using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Domain.Exchange.Importing.ListedImport, Portal.Domain.Exchange.Importing.ImportRow>;

namespace Portal.Domain.Exchange.Importing;

/// <summary>An import as the list shows it.</summary>
public sealed record ImportRow(
    long Id, Guid Uid, ImportKind Kind, ImportState State, string FileName, string UserName, DateTime CreatedAt, DateTime? FinishedAt, int Rows, int Created, int Updated, int Unchanged, int Refused)
{
    /// <summary>The id as addresses write it.</summary>
    public string Code => Id.ToString(CultureInfo.InvariantCulture);

    /// <summary>True when it brought something in that can be taken back.</summary>
    public bool IsUndoable => ImportUndoing.IsUndoable(State, Created + Updated);
}

/// <summary>An import with the code that the list names it by.</summary>
public sealed class ListedImport
{
    public required Import Import { get; init; }

    public required string Code { get; init; }
}

/// <summary>The list of imports: columns, order, quick search.</summary>
internal static class ImportList
{
    public static ListDefinition<ListedImport, ImportRow> Definition { get; } = new()
    {
        Key = l => l.Import.Id,
        Code = l => l.Code,
        CodeOf = r => r.Code,
        Row = l => new ImportRow(
            l.Import.Id, l.Import.Uid, l.Import.Kind, l.Import.State, l.Import.FileName, l.Import.UserName, l.Import.CreatedAt, l.Import.FinishedAt,
            l.Import.Rows, l.Import.Created, l.Import.Updated, l.Import.Unchanged, l.Import.Refused),
        Order = [new ListSort("at", Descending: true)],
        Search = Finds,
        Columns =
        [
            Column.Text("file", "imports.file", l => l.Import.FileName, r => r.FileName) with { Important = 1 },
            Column.Choice("kind", "imports.into", l => l.Import.Kind, r => r.Kind) with { Offered = true },
            Column.Choice("state", "imports.state", l => l.Import.State, r => r.State) with { Important = 3, Offered = true },
            Column.Number("rows", "imports.rows", l => l.Import.Rows, r => r.Rows) with { Hidden = true },
            Column.Number("created", "imports.created", l => l.Import.Created, r => r.Created),
            Column.Number("updated", "imports.updated", l => l.Import.Updated, r => r.Updated),
            Column.Number("unchanged", "imports.unchanged", l => l.Import.Unchanged, r => r.Unchanged) with { Hidden = true },
            Column.Number("refused", "imports.refused", l => l.Import.Refused, r => r.Refused),
            Column.Text("by", "imports.by", l => l.Import.UserName, r => r.UserName),
            Column.Instant("at", "imports.at", l => l.Import.CreatedAt, r => r.CreatedAt) with { Important = 2, Offered = true },
            Column.Instant("finished", "imports.finished", l => l.Import.FinishedAt, r => r.FinishedAt) with { Hidden = true },
        ],
    };

    // CA1305: an id has no culture, and the database writes it.
#pragma warning disable CA1305
    public static IQueryable<ListedImport> Listed(IQueryable<Import> imports) => imports.Select(i => new ListedImport { Import = i, Code = i.Id.ToString() });
#pragma warning restore CA1305

    // CA1304, CA1311: ToLower stands in an expression that becomes SQL.
#pragma warning disable CA1304, CA1311
    private static System.Linq.Expressions.Expression<Func<ListedImport, bool>> Finds(SearchWord word)
    {
        var text = LikePattern.Contains(word.Raw.ToLowerInvariant());
        return l => EF.Functions.Like(l.Import.FileName.ToLower(), text, LikePattern.Escape) || EF.Functions.Like(l.Import.UserName.ToLower(), text, LikePattern.Escape);
    }
}
