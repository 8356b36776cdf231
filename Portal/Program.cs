using Portal.Commands;

if (await CommandLine.RunAsync(args) is { } exitCode)
    return exitCode;

var builder = WebApplication.CreateBuilder(ServeCommand.Options(args));
builder.AddServing();

var app = builder.Build();
app.MapHealth();
return await app.ServeAsync();
