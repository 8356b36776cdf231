using Portal;
using Portal.Access;
using Portal.Api;
using Portal.Commands;
using Portal.Components;
using Portal.Components.Pages.Markets;
using Portal.Components.Pages.Vendors;
using Portal.Domain;
using Portal.Payments;
using Portal.Reports;

if (await CommandLine.RunAsync(args, Console.Out, Console.Error) is { } exitCode)
    return exitCode;

return await CommandLine.AnswerAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(ServeCommand.Options(args));
    builder.AddServing();
    builder.Services.AddAccess(builder.Configuration);
    builder.Services.AddRegistries();
    builder.Services.AddPortalApi();
    builder.Services.AddPayments();
    builder.Services.AddVendorPages();
    builder.Services.AddMarketPages();
    builder.AddShell();

    var app = builder.Build();
    app.UseSecurityHeaders();
    app.UseShell();
    app.UsePrintPasses();
    app.UseAccess();
    app.UseAntiforgery();
    app.MapShell();
    app.MapReports();
    app.MapAccess();
    app.MapPortalApi();
    app.MapVendorPages();
    app.MapHealth();
    return await app.ServeAsync();
}, Console.Error);
