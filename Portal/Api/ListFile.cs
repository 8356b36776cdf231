using System.Globalization;
using Portal.Access;
using Portal.Domain.Access;
using Portal.Domain.Fraud;
using Portal.Domain.FreeIssues;
using Portal.Domain.Institutions;
using Portal.Domain.Lists;
using Portal.Domain.Partners;
using Portal.Domain.Payments;
using Portal.Domain.Terminals;
using Portal.Domain.Vouchers;
using Portal.Domain.Vouchers.Boxes;
using Portal.Domain.Vouchers.Counts;
using Portal.Domain.Vouchers.Damaged;
using Portal.Domain.Wallets;

namespace Portal.Api;

/// <summary>A list that goes out as a file as it is shown, and never comes back.</summary>
/// <param name="Name">In addresses.</param>
/// <param name="Right">Who sees any of it.</param>
/// <param name="Probe">What is wrong with a query of it; empty when nothing is.</param>
/// <param name="Writer">Writes the rows of a query in a format: xlsx or csv.</param>
public sealed record ListFile(
    string Name, Right Right, Func<ListQuery, IReadOnlyList<Domain.Refusal>> Probe, Func<Actor, ListQuery, string, CultureInfo, CancellationToken, Func<Stream, CancellationToken, Task>> Writer)
{
    /// <summary>The file of a list that its definition describes.</summary>
    public static ListFile Of<TEntity, TRow>(string name, Right right, ListDefinition<TEntity, TRow> definition, Func<Actor, ListQuery, CancellationToken, IAsyncEnumerable<TRow>> rows) => new(
        name, right, query => RegistryExport.Probe(query, definition),
        (actor, query, format, culture, cancellation) => RegistryExport.Writer(format, name, [.. RegistryExport.Shown(definition.Columns, culture)], [], query, rows(actor, query, cancellation)));
}

/// <summary>The lists that go out so.</summary>
internal static class ListFiles
{
    public static IServiceCollection AddListFiles(this IServiceCollection services) => services
        .AddSingleton(s => ListFile.Of("payments", Right.ViewPayments, PaymentQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<PaymentQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("disputes", Right.ViewPayments, DisputeQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<DisputeQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("terminals", Right.ViewPayments, TerminalQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<TerminalQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("wallets", Right.ViewWallets, WalletQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<WalletQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-programmes", Right.ViewVouchers, ProgrammeQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<ProgrammeQueries>().StreamAsync(actor, query, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-batches", Right.ViewVouchers, BatchQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<BatchQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("free-issues", Right.ViewVouchers, FreeIssueQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<FreeIssueQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("vouchers", Right.ViewVouchers, VoucherQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<VoucherQueries>().StreamAsync(actor, query, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-offices", Right.ViewVouchers, OfficeQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<OfficeQueries>().StreamAsync(actor, query, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-counts", Right.ViewVouchers, DrawerCountQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<DrawerCountQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-hand-overs", Right.ViewVouchers, HandOverQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<HandOverQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("presentments", Right.ViewVouchers, PresentmentQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<PresentmentQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-boxes", Right.ViewVouchers, BoxQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<BoxQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-paper", Right.ViewVouchers, PaperPieces.Definition, (actor, query, cancellation) => s.GetRequiredService<PaperPieces>().StreamAsync(actor, query, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-damaged", Right.ViewVouchers, DamagedQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<DamagedQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-enrolments", Right.ViewVouchers, EnrolmentQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<EnrolmentQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("voucher-notices", Right.ViewVouchers, NoticeQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<NoticeQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("fraud-cases", Right.ViewFraud, FraudQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<FraudQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("fraud-signals", Right.ViewFraud, FraudSignalQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<FraudSignalQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("institutions", Right.ViewVouchers, InstitutionQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<InstitutionQueries>().StreamAsync(actor, query, cancellation)))
        .AddSingleton(s => ListFile.Of("institution-orders", Right.ViewVouchers, OrderQueries.Definition, (actor, query, cancellation) => s.GetRequiredService<OrderQueries>().StreamAsync(actor, query, HomeZone.Value, cancellation)))
        .AddSingleton(s => ListFile.Of("partners", Right.ViewLedger, PartnerService.Definition, (actor, query, cancellation) => s.GetRequiredService<PartnerService>().StreamAsync(actor, query, cancellation)));
}
