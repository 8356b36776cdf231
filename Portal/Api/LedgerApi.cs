using System.Globalization;
using Portal.Access;
using Portal.Domain.Ledger;
using Portal.Domain.Lists;

namespace Portal.Api;

/// <summary>A trial balance. Amounts in minor units of its currency.</summary>
public sealed record TrialBalanceBody(DateOnly AsOf, IReadOnlyList<TrialBooksBody> Books);

/// <summary>The books of one operator in one currency.</summary>
public sealed record TrialBooksBody(string Operator, string Currency, bool Memo, long Debits, long Credits, IReadOnlyList<TrialLineBody> Accounts);

/// <summary>One account in it.</summary>
public sealed record TrialLineBody(long Id, string Code, string Class, long Debits, long Credits, long Balance);

/// <summary>A line of an account's statement.</summary>
public sealed record StatementLineBody(long Id, long LedgerOrder, string Kind, string Code, string Other, long Debit, long Credit, long? Number, long? Balance, DateOnly BusinessDate, DateTime At, string? Document, Guid Posting);

/// <summary>The ledger for machines: reading only. Money moves by payments, never by naming accounts.</summary>
internal static class LedgerApi
{
    public static void MapLedger(this IEndpointRouteBuilder api)
    {
        api.MapGet("/ledger/trial-balance", async (HttpContext context, CurrentActor who, LedgerQueries queries, TimeProvider time, DateOnly? asOf, CancellationToken cancellation) =>
        {
            var day = asOf ?? DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(1);
            return ApiAnswers.Answer(context, await queries.TrialBalanceAsync(await who.GetAsync(cancellation), day, null, cancellation), books => Results.Ok(new TrialBalanceBody(day, [.. books.Select(BodyOf)])));
        }).WithSummary("Debits and credits of every account up to a business date, included").Produces<TrialBalanceBody>();
        api.MapGet("/ledger/accounts/{id:long}/lines", async (HttpContext context, CurrentActor who, LedgerQueries queries, long id, string? after, int? limit, CancellationToken cancellation) =>
            await RegistryApi.ListAsync(
                context, limit, async _ => await queries.LinesAsync(await who.GetAsync(cancellation), id, After(after), RegistryApi.Wanted(limit), cancellation), BodyOf, l => l.Id.ToString(CultureInfo.InvariantCulture)))
            .WithSummary("The lines of an account in the order of the ledger").Produces<ApiList<StatementLineBody>>();
    }

    private static TrialBooksBody BodyOf(TrialBalance books) => new(
        books.Operator, books.Currency, books.Memo, books.Debits, books.Credits, [.. books.Lines.Select(l => new TrialLineBody(l.Id, l.Code, Camel(l.Class), l.Debits, l.Credits, l.Balance))]);

    private static StatementLineBody BodyOf(StatementLine line) => new(
        line.Id, line.Order, Camel(line.Kind), Camel(line.Code), line.Other, line.Debit, line.Credit, line.Number, line.Balance, line.BusinessDate, line.At, line.Document, line.Posting);

    private static string Camel(Enum value) => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    internal static long After(string? text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
