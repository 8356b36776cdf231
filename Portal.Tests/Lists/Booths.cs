using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Portal.Domain;
using Portal.Domain.Lists;
using Column = Portal.Domain.Lists.ListColumn<Portal.Tests.Lists.Booth, Portal.Tests.Lists.BoothRow>;

namespace Portal.Tests.Lists;

public enum BoothState
{
    Free,
    Taken,
    Closed,
}

public sealed class Booth
{
    public long Id { get; set; }
    public string Code { get; set; } = "";
    public string Name { get; set; } = "";
    public string Search { get; set; } = "";
    public BoothState State { get; set; }
    public BoothState? Before { get; set; }
    public string? Zone { get; set; }
    public DateOnly? Opened { get; set; }
    public DateTime Changed { get; set; }
    public int Area { get; set; }
    public long Sales { get; set; }
    public bool Card { get; set; }
}

public sealed record BoothRow(string Code, string Name, BoothState State, BoothState? Before, string? Zone, DateOnly? Opened, DateTime Changed, int Area, Money Sales, bool Card);

/// <summary>A small registry of the tests' own, on SQLite, with a list over it.</summary>
public sealed class Booths(DbContextOptions<Booths> options) : DbContext(options)
{
    public DbSet<Booth> All => Set<Booth>();

    internal static ListDefinition<Booth, BoothRow> List { get; } = new()
    {
        Key = b => b.Id,
        Code = b => b.Code,
        CodeOf = r => r.Code,
        Row = b => new(b.Code, b.Name, b.State, b.Before, b.Zone, b.Opened, b.Changed, b.Area, new Money("KRW", b.Sales), b.Card),
        Search = word => b => EF.Functions.Like(b.Search, word.Anywhere, LikePattern.Escape),
        Order = [new("code")],
        Columns =
        [
            Column.Text("code", "grid.columns", b => b.Code, r => r.Code) with { Important = 2 },
            Column.Text("name", "grid.view_name", b => b.Name, r => r.Name) with { Important = 1 },
            Column.Choice("state", "grid.views", b => b.State, r => r.State) with { Important = 3, Offered = true, ChoiceText = null },
            Column.OptionalChoice("before", "grid.views", b => b.Before, r => r.Before) with { Hidden = true, ChoiceText = null },
            Column.Code("zone", "grid.save_view", b => b.Zone, r => r.Zone) with { Offered = true },
            Column.Date("opened", "grid.print", b => b.Opened, r => r.Opened),
            Column.Instant("changed", "grid.export", b => b.Changed, r => r.Changed) with { Hidden = true },
            Column.Number("area", "grid.yes", b => b.Area, r => r.Area),
            Column.Money("sales", "grid.no", b => b.Sales, r => r.Sales),
            Column.YesNo("card", "grid.dense", b => b.Card, r => r.Card),
            Column.Shown("twice", "grid.roomy", ListKind.Number, r => r.Area * 2L) with { Hidden = true },
        ],
    };

    internal static async Task<Booths> WithAsync(params Booth[] booths)
    {
        var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync();
        var context = new Booths(new DbContextOptionsBuilder<Booths>().UseSqlite(connection).Options);
        await context.Database.EnsureCreatedAsync();
        context.AddRange(booths);
        await context.SaveChangesAsync();
        return context;
    }

    internal static Booth Make(string code, string? name = null, BoothState state = BoothState.Free, string? zone = null, DateOnly? opened = null, int area = 10, long sales = 0) => new()
    {
        Code = code,
        Name = name ?? code,
        Search = Text.ForSearch(code + (name ?? "")),
        State = state,
        Zone = zone,
        Opened = opened,
        Changed = new DateTime(2026, 3, 1, 15, 30, 0, DateTimeKind.Utc),
        Area = area,
        Sales = sales,
    };

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<BoothState>().HaveConversion<string>().HaveMaxLength(20);
}
