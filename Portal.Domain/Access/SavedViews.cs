using Microsoft.EntityFrameworkCore;
using Portal.Domain.Storage;

namespace Portal.Domain.Access;

/// <summary>The person has named as many views of this list as the portal keeps.</summary>
public sealed record TooManyViews(int Max) : Refusal;

/// <summary>The lists that people named for themselves. Nobody sees or changes another's; a matter of taste, so not audited.</summary>
public sealed class SavedViews(IDbContextFactory<PortalDbContext> contexts)
{
    public const int MaxPerGrid = 20;

    /// <summary>The actor's views of a list, in the order in which they were made.</summary>
    public async Task<IReadOnlyList<SavedView>> ListAsync(Actor actor, string grid, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person)
            return [];
        await using var db = contexts.CreateDbContext();
        return await db.SavedViews.AsNoTracking().Where(v => v.UserId == actor.Id && v.Grid == grid).OrderBy(v => v.Id).ToListAsync(cancellation);
    }

    /// <summary>Keeps a view; one of the same name is replaced.</summary>
    public async Task<Outcome<Done>> SaveAsync(Actor actor, string grid, string name, string query, CancellationToken cancellation = default)
    {
        if (actor.Kind != ActorKind.Person)
            return new NotAllowed(Right.ViewVendors);
        var refusals = new List<Refusal>();
        var clean = Text.Require(name, "name", SavedView.NameLength, refusals);
        var text = Text.Clean(query, "query", SavedView.QueryLength, refusals) ?? "";
        if (refusals.Count > 0)
            return refusals;
        await using var db = contexts.CreateDbContext();
        var views = await db.SavedViews.Where(v => v.UserId == actor.Id && v.Grid == grid).ToListAsync(cancellation);
        var view = views.Find(v => v.Name == clean);
        if (view is null && views.Count >= MaxPerGrid)
            return new TooManyViews(MaxPerGrid);
        if (view is null)
            db.Add(view = new SavedView { UserId = actor.Id, Grid = grid, Name = clean });
        view.Query = text;
        return await db.SaveOrConflictAsync(view, cancellation);
    }

    /// <summary>Forgets a view; one that is not there is forgotten already.</summary>
    public async Task DeleteAsync(Actor actor, string grid, string name, CancellationToken cancellation = default)
    {
        await using var db = contexts.CreateDbContext();
        var view = actor.Kind == ActorKind.Person ? await db.SavedViews.SingleOrDefaultAsync(v => v.UserId == actor.Id && v.Grid == grid && v.Name == name, cancellation) : null;
        if (view is null)
            return;
        db.Remove(view);
        await db.SaveChangesAsync(cancellation);
    }
}
