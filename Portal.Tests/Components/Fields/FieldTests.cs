using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Shared.Fields;
using Portal.Domain;
using Portal.Resources;

namespace Portal.Tests.Components.Fields;

public sealed class FieldTests : BunitContext
{
    public FieldTests()
    {
        Services.AddSingleton<Texts>();
        Services.AddSingleton<Formats>();
        JSInterop.Mode = JSRuntimeMode.Loose;
    }

    [Fact]
    public void TextField_RefusedByTheCommand_SaysItAndPointsToIt()
    {
        var field = Render<TextField>(p => p.Add(f => f.Label, "상호").Add(f => f.Name, "name").Add(f => f.Max, 80).Add(f => f.Required, true).Add(f => f.Hint, "간판")
            .Add(f => f.Refusals, [new TextTooLong(80) { Field = "name" }, new TextMissing { Field = "other" }]));

        var input = field.Find("input");
        Assert.Equal("true", input.GetAttribute("aria-invalid"));
        Assert.Equal("true", input.GetAttribute("aria-required"));
        Assert.Equal("80", input.GetAttribute("maxlength"));
        Assert.Equal(field.Find("label").GetAttribute("for"), input.Id);
        foreach (var id in input.GetAttribute("aria-describedby")!.Split(' '))
            Assert.NotNull(field.Find("#" + id));
        Assert.Single(field.FindAll("[role=alert]"));
    }

    [Fact]
    public void MoneyField_CommaAtAWrongPlace_StaysAsTypedWithTheReason()
    {
        long? value = 350_000;
        var field = Render<MoneyField>(p => p.Add(f => f.Label, "임대료").Add(f => f.Currency, "KRW").Bind(f => f.Value, value, v => value = v));

        Assert.Equal("350,000", field.Find("input").GetAttribute("value"));
        field.Find("input").Change("12,5");

        Assert.Null(value);
        Assert.Equal("12,5", field.Find("input").GetAttribute("value"));
        Assert.NotEmpty(field.FindAll("[role=alert]"));
        field.Find("input").Change("1250000");
        Assert.Equal(1_250_000, value);
        Assert.Equal("1,250,000", field.Find("input").GetAttribute("value"));
        Assert.Empty(field.FindAll("[role=alert]"));
    }

    [Fact]
    public void MoneyField_NegativeWhereNoneIs_Refused()
    {
        long? value = 1;
        var field = Render<MoneyField>(p => p.Add(f => f.Label, "임대료").Add(f => f.Currency, "KRW").Bind(f => f.Value, value, v => value = v));

        field.Find("input").Change("-1");

        Assert.Null(value);
        Assert.Contains("₩0", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void NumberField_Hundredths_AreKeptWhole()
    {
        long? value = null;
        var field = Render<NumberField>(p => p.Add(f => f.Label, "면적").Add(f => f.Digits, 2).Bind(f => f.Value, value, v => value = v));

        field.Find("input").Change("12.5");

        Assert.Equal(1250, value);
    }

    [Fact]
    public void DateField_OutOfItsBounds_Refused()
    {
        DateOnly? value = null;
        var field = Render<DateField>(p => p.Add(f => f.Label, "개업일").Add(f => f.Min, new DateOnly(2026, 1, 1)).Bind(f => f.Value, value, v => value = v));

        field.Find("input").Change("2025-12-31");
        Assert.NotEmpty(field.FindAll("[role=alert]"));
        field.Find("input").Change("2026-03-05");
        Assert.Equal(new DateOnly(2026, 3, 5), value);
        Assert.Empty(field.FindAll("[role=alert]"));
    }

    [Fact]
    public void DateRangeField_Reversed_IsNotHandedOn()
    {
        DayRange? value = new(new DateOnly(2026, 3, 1), null);
        var field = Render<DateRangeField>(p => p.Add(f => f.Label, "기간").Bind(f => f.Value, value, v => value = v));

        field.FindAll("input")[1].Change("2026-02-01");
        Assert.Null(value!.To);
        Assert.NotEmpty(field.FindAll("[role=alert]"));
        field.FindAll("input")[1].Change("2026-04-01");
        Assert.Equal(new DayRange(new(2026, 3, 1), new(2026, 4, 1)), value);
    }

    [Fact]
    public void ChoiceField_AnyType_IsChosenByPlace()
    {
        DayOfWeek? value = null;
        var field = Render<ChoiceField<DayOfWeek?>>(p => p.Add(f => f.Label, "요일").Add(f => f.Choices, [new(DayOfWeek.Monday, "월"), new(DayOfWeek.Tuesday, "화")]).Bind(f => f.Value, value, v => value = v));

        field.Find("select").Change("1");
        Assert.Equal(DayOfWeek.Tuesday, value);
        field.Find("select").Change("-1");
        Assert.Null(value);
    }

    [Fact]
    public void ChoicesField_ClicksInAnyOrder_KeepTheOrderOfTheChoices()
    {
        IReadOnlyList<string>? value = ["c"];
        var field = Render<ChoicesField<string>>(p => p.Add(f => f.Label, "수단").Add(f => f.Choices, [new("a", "A"), new("b", "B"), new("c", "C")]).Bind(f => f.Value, value, v => value = v));

        field.FindAll("input")[0].Change(true);
        Assert.Equal(["a", "c"], value);
        field.FindAll("input")[2].Change(false);
        Assert.Equal(["a"], value);
    }

    [Fact]
    public async Task SearchPicker_TypedAndChosenByKeys_HandsOnTheItem()
    {
        string? value = null;
        var field = Render<SearchPicker<string>>(p => p.Add(f => f.Label, "상인").Add(f => f.NameOf, s => s)
            .Add(f => f.Search, (text, _) => Task.FromResult<IReadOnlyList<string>>([.. new[] { "가람", "가온", "나루" }.Where(n => n.StartsWith(text, StringComparison.Ordinal))]))
            .Bind(f => f.Value, value, v => value = v));

        await field.InvokeAsync(() => field.Instance.TypedAsync("가"));
        Assert.Equal(2, field.FindAll("[role=option]").Count);
        await field.InvokeAsync(() => field.Instance.KeyAsync("ArrowDown"));
        Assert.Equal(field.Find("[aria-selected=true]").Id, field.Find("input").GetAttribute("aria-activedescendant"));
        await field.InvokeAsync(() => field.Instance.KeyAsync("Enter"));

        Assert.Equal("가온", value);
        Assert.Equal("false", field.Find("input").GetAttribute("aria-expanded"));
    }

    [Fact]
    public void FileField_TooLargeOrOfOtherKind_Refused()
    {
        IBrowserFile? value = null;
        var field = Render<FileField>(p => p.Add(f => f.Label, "파일").Add(f => f.Accept, ".csv").Add(f => f.MaxSize, 4).Bind(f => f.Value, value, v => value = v));
        var input = field.FindComponent<InputFile>();

        input.UploadFiles(InputFileContent.CreateFromText("12345", "a.csv"));
        Assert.Null(value);
        input.UploadFiles(InputFileContent.CreateFromText("1", "a.exe"));
        Assert.Null(value);
        Assert.Contains(".csv", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        input.UploadFiles(InputFileContent.CreateFromText("1", "a.csv"));
        Assert.Equal("a.csv", value?.Name);
    }

    [Fact]
    public void Tabs_UnknownInTheAddress_ShowTheFirst()
    {
        var navigation = Services.GetRequiredService<NavigationManager>();
        navigation.NavigateTo("/vendors/1?list=x&tab=none");
        var tabs = Render<Tabs>(p => p.Add(t => t.Label, "상인").Add(t => t.Items, [new("overview", "개요"), new("permits", "인허가", 3)]).Add(t => t.ChildContent, key => key));

        Assert.Equal("개요", tabs.Find("[aria-current=page]").TextContent);
        Assert.EndsWith("?list=x&tab=permits", tabs.FindAll("a")[1].GetAttribute("href"), StringComparison.Ordinal);
        navigation.NavigateTo("/vendors/1?list=x&tab=permits");
        tabs.WaitForAssertion(() => Assert.EndsWith("permits", tabs.Markup.Trim(), StringComparison.Ordinal));
    }

    [Fact]
    public void Stepper_DoneStep_LeadsBack()
    {
        var step = 2;
        var stepper = Render<Stepper>(p => p.Add(s => s.Label, "가져오기").Add(s => s.Steps, ["a", "b", "c", "d"]).Add(s => s.Current, 2).Add(s => s.CurrentChanged, s => step = s));

        Assert.Equal("c", stepper.Find("[aria-current=step]").TextContent.Trim());
        stepper.FindAll("button")[1].Click();
        Assert.Equal(1, step);
    }

    [Fact]
    public void Fact_WithoutValue_SaysSo() => Assert.Equal("–", Render<Fact>(p => p.Add(f => f.Label, "메모")).Find("dd [aria-hidden]").TextContent);
}
