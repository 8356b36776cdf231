using Portal;
using Portal.Access;
using Portal.Commands;
using Portal.Components;
using Portal.Domain;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Views and assets stand beside the executable, whatever folder it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddAccess(builder.Configuration);
builder.Services.AddRegistries();
builder.AddShell();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseShell();
app.UseAccess();
app.MapShell();
app.MapGet("/health/live", () => "ok").AllowAnonymous();
app.Run();
