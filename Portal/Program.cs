using Portal.Access;
using Portal.Commands;

var builder = WebApplication.CreateBuilder(args);
builder.Services.AddStorage(builder.Configuration);
builder.Services.AddAccess(builder.Configuration);

var app = builder.Build();
app.UseAccess();
app.MapGet("/health/live", () => "ok").AllowAnonymous();
app.Run();
