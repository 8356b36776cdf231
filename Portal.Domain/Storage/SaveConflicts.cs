using Microsoft.EntityFrameworkCore;

namespace Portal.Domain.Storage;

/// <summary>Somebody else registered the same code, number or period at the same moment; nothing was saved. Trying again tells which.</summary>
public sealed record TakenMeanwhile : Refusal;

/// <summary>How a command saves a record that somebody else may have changed in the meantime.</summary>
public static class SaveConflicts
{
    /// <summary>
    /// Saves; when the record has another version than the one read, nothing is saved and each field that would overwrite another
    /// person's value is named with both values.
    /// </summary>
    public static async Task<Outcome<Done>> SaveOrConflictAsync(this PortalDbContext db, object record, CancellationToken cancellation)
    {
        if (db.Entry(record).State == EntityState.Detached)
            throw new InvalidOperationException($"A {record.GetType().Name} that is not tracked would not be saved.");
        try
        {
            await db.SaveChangesAsync(cancellation);
            return default(Done);
        }
        catch (DbUpdateConcurrencyException)
        {
            return await ConflictsAsync(db, record, cancellation);
        }
        catch (DbUpdateException e) when (DatabaseErrors.IsDuplicate(e))
        {
            return new TakenMeanwhile();
        }
    }

    private static async Task<List<Refusal>> ConflictsAsync(PortalDbContext db, object record, CancellationToken cancellation)
    {
        var entry = db.Entry(record);
        var stored = await entry.GetDatabaseValuesAsync(cancellation);
        var refusals = new List<Refusal>();
        foreach (var property in entry.Properties.Where(p => p.IsModified && p.Metadata.Name != nameof(IVersioned.Version) && p.Metadata.ClrType != typeof(byte[])))
        {
            var (mine, theirs) = (Show(property.CurrentValue), Show(stored?[property.Metadata]));
            if (mine != theirs && property.Metadata.Name != "SearchText")
                refusals.Add(new ChangedMeanwhile(mine, theirs) { Field = System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Metadata.Name) });
        }

        return refusals.Count > 0 ? refusals : [new ChangedMeanwhile("", "")];
    }

    private static string Show(object? value) => Convert.ToString(value, System.Globalization.CultureInfo.InvariantCulture) ?? "";
}

/// <summary>Undoing what was tried on a tracked record.</summary>
public static class Reverting
{
    /// <summary>Puts a tracked record back to the values it was read with; a record that is not tracked is left alone.</summary>
    public static void Revert(this PortalDbContext db, object record)
    {
        var entry = db.Entry(record);
        if (entry.State != EntityState.Modified)
            return;
        entry.CurrentValues.SetValues(entry.OriginalValues);
        entry.State = EntityState.Unchanged;
    }
}
