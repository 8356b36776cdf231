using Portal;
using Portal.Components;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = args,
    // Views and assets stand beside the executable, whatever folder it is started from.
    ContentRootPath = AppContext.BaseDirectory,
});
builder.AddShell();

var app = builder.Build();
app.UseSecurityHeaders();
app.UseShell();
app.MapShell();
app.MapGet("/health/live", () => "ok");
app.Run();
