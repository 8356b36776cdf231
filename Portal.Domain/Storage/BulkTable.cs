using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;

namespace Portal.Domain.Storage;

/// <summary>A table as the EF Core model knows it.</summary>
/// <param name="Key">The generated key; null when the caller makes the keys.</param>
internal sealed record BulkTable(string Name, IReadOnlyList<BulkColumn> Columns, IProperty? Key, string? KeyColumn)
{
    private const string Annotation = "Portal:BulkTable";

    /// <summary>Read once of each model.</summary>
    public static BulkTable Of(IEntityType entity) => entity.GetOrAddRuntimeAnnotationValue(Annotation, static e => Read(e!), entity);

    private static BulkTable Read(IEntityType entity)
    {
        var name = entity.GetTableName() ?? throw new ArgumentException($"{entity.ShortName()} is no table.");
        var table = StoreObjectIdentifier.Table(name, entity.GetSchema());
        var columns = entity.GetProperties().Where(p => !p.IsShadowProperty() && p.GetColumnName(table) is not null)
            .Select(p => new BulkColumn(p.GetColumnName(table)!, p, p.GetRelationalTypeMapping())).ToList();
        var key = entity.FindPrimaryKey() is { Properties: [{ ValueGenerated: ValueGenerated.OnAdd } only] } && only.ClrType == typeof(long) ? only : null;
        return new BulkTable(name, columns, key, key?.GetColumnName(table));
    }
}

/// <summary>A column, and how a row's value becomes what the database stores.</summary>
internal sealed record BulkColumn(string Name, IProperty Property, RelationalTypeMapping Mapping)
{
    /// <summary>The value as it is stored: converted as EF Core would, null as null.</summary>
    public object? ValueOf(object row)
    {
        var value = Property.GetGetter().GetClrValue(row);
        return value is null || Mapping.Converter is not { } converter ? value : converter.ConvertToProvider(value);
    }
}
