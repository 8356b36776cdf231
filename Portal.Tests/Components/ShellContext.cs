using System.Globalization;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Layout;
using Portal.Components.Shared;
using Portal.Resources;
using Radzen;

namespace Portal.Tests.Components;

/// <summary>A bUnit context with what the frame registers, in Korean; scripts answer nothing.</summary>
public class ShellContext : BunitContext
{
    public ShellContext()
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("ko");
        JSInterop.Mode = JSRuntimeMode.Loose;
        AddAuthorization();
        Services.AddSingleton<ILocalizer, RadzenTexts>();
        Services.AddRadzenComponents();
        Services.AddSingleton(TimeProvider.System);
        Services.AddSingleton<Texts>();
        Services.AddSingleton<Formats>();
        Services.AddScoped<MarketChoice>();
        Services.AddScoped<PaletteSearch>();
        Services.AddScoped<Toasts>();
        Services.AddScoped<JobFeed>();
    }
}
