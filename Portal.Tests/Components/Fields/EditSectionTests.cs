using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Tests.Components.Fields;

public sealed class EditSectionTests : BunitContext
{
    private IReadOnlyList<Refusal> answer = [];
    private int saves;

    public EditSectionTests()
    {
        Services.AddSingleton<Texts>();
        Services.AddSingleton<Formats>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void Save_Refused_KeepsTheTextAndShowsTheReasonAtItsField()
    {
        var section = Open();
        section.Find("input").Change("typed");
        answer = [new TextTooLong(3) { Field = "name" }, new TextMissing()];

        section.Find("form").Submit();

        Assert.Equal("typed", section.Find("input").GetAttribute("value"));
        Assert.Equal("true", section.Find("input").GetAttribute("aria-invalid"));
        Assert.NotEmpty(section.FindAll("form > .note.s"));
        answer = [];
        section.Find("form").Submit();
        Assert.Empty(section.FindAll("form"));
    }

    [Fact]
    public void Money_Unreadable_StaysAsTypedInsideAForm()
    {
        long? rent = 350_000;
        RenderFragment edit = builder =>
        {
            builder.OpenComponent<MoneyField>(0);
            builder.AddAttribute(1, "Label", "임대료");
            builder.AddAttribute(2, "Currency", "KRW");
            builder.AddAttribute(3, "Value", rent);
            builder.AddAttribute(4, "ValueChanged", EventCallback.Factory.Create<long?>(this, v => rent = v));
            builder.CloseComponent();
        };
        var section = Open(edit);

        section.Find("input").Change("12,5");
        section.Render();
        section.Find("form").Submit();

        Assert.Equal(0, saves);
        Assert.Equal("12,5", section.Find("input").GetAttribute("value"));
        Assert.NotEmpty(section.FindAll("[role=alert]"));
        Assert.Null(rent);
    }

    [Fact]
    public void Leave_Unsaved_AsksFirst()
    {
        var section = Open();
        var navigation = Services.GetRequiredService<NavigationManager>();
        var before = navigation.Uri;
        section.Find("input").Change("typed");

        navigation.NavigateTo("/elsewhere");

        Assert.Equal(before, navigation.Uri);
        section.Find(".note.w .btn:last-child").Click();
        Assert.EndsWith("/elsewhere", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void Leave_Unchanged_DoesNotAsk()
    {
        Open();
        var navigation = Services.GetRequiredService<NavigationManager>();

        navigation.NavigateTo("/elsewhere");

        Assert.EndsWith("/elsewhere", navigation.Uri, StringComparison.Ordinal);
    }

    [Fact]
    public void View_WithoutTheRight_OffersNoEditing() =>
        Assert.Empty(Render<EditSection>(p => p.Add(s => s.Title, "기본 정보").Add(s => s.View, "seen").Add(s => s.Edit, "").Add(s => s.Save, () => Task.FromResult(answer)).Add(s => s.MayEdit, false)).FindAll("button"));

    private Task<IReadOnlyList<Refusal>> SaveAsync()
    {
        saves++;
        return Task.FromResult(answer);
    }

    private IRenderedComponent<EditSection> Open()
    {
        string? name = null;
        RenderFragment edit = builder =>
        {
            builder.OpenComponent<TextField>(0);
            builder.AddAttribute(1, "Label", "상호");
            builder.AddAttribute(2, "Name", "name");
            builder.AddAttribute(3, "Max", 80);
            builder.AddAttribute(4, "Value", name);
            builder.AddAttribute(5, "ValueChanged", EventCallback.Factory.Create<string?>(this, v => name = v));
            builder.CloseComponent();
        };
        return Open(edit);
    }

    private IRenderedComponent<EditSection> Open(RenderFragment edit)
    {
        var section = Render<EditSection>(p => p.Add(s => s.Title, "기본 정보").Add(s => s.View, "seen").Add(s => s.Edit, edit).Add(s => s.Save, SaveAsync).Add(s => s.FieldNames, ["name"]));
        section.Find("button").Click();
        return section;
    }
}
