using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Portal.Components.Shared;
using Portal.Domain;
using Radzen.Blazor;

namespace Portal.Tests.Components;

public sealed class SharedTests : ShellContext
{
    [Theory]
    [InlineData(Meaning.Good, "tag g", "#check")]
    [InlineData(Meaning.Attention, "tag w", "#exclaim")]
    [InlineData(Meaning.Stop, "tag s", "#cross")]
    [InlineData(Meaning.Neutral, "tag n", "#minus")]
    public void StateBadge_Meaning_HasIconWordAndColour(Meaning meaning, string style, string icon)
    {
        var badge = Render<StateBadge>(p => p.Add(b => b.Meaning, meaning).Add(b => b.Text, "영업 가능"));
        Assert.Equal(style, badge.Find("span").ClassName);
        Assert.EndsWith(icon, badge.Find("use").GetAttribute("href"), StringComparison.Ordinal);
        Assert.Equal("영업 가능", badge.Find("span").TextContent);
    }

    [Fact]
    public void RefusalMessage_SeveralReasons_ListsEachOnceAndTakesTheFocus()
    {
        var message = Render<RefusalMessage>(p => p.Add(m => m.Refusals, [new TextMissing { Field = "name" }, new TextMissing { Field = "owner" }, new TextTooLong(20)]));
        Assert.Equal(["필수 항목입니다.", "20자까지 입력할 수 있습니다."], message.FindAll("li").Select(li => li.TextContent));
        Assert.Equal("alert", message.Find(".note").GetAttribute("role"));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public void RefusalMessage_NoReason_ShowsNothing() => Render<RefusalMessage>(p => p.Add(m => m.Refusals, [])).MarkupMatches("");

    [Fact]
    public async Task ConfirmDialog_WithoutReason_DoesNotAct()
    {
        string? reason = null;
        var dialog = Render<ConfirmDialog>(p => p.Add(d => d.Open, true).Add(d => d.Title, "영업 정지").Add(d => d.Text, "정지합니다.").Add(d => d.Confirm, "영업 정지")
            .Add(d => d.AsksReason, true).Add(d => d.OnConfirm, given => reason = given));
        await dialog.Find("footer .p").ClickAsync(new());
        Assert.Null(reason);
        Assert.Equal("true", dialog.Find("textarea").GetAttribute("aria-invalid"));
        dialog.Find("textarea").Change(" 점검 거부 ");
        await dialog.Find("footer .p").ClickAsync(new());
        Assert.Equal("점검 거부", reason);
    }

    [Fact]
    public async Task ToastStack_Undo_TakesBackAndCloses()
    {
        var taken = 0;
        var stack = Render<ToastStack>();
        Services.GetRequiredService<Toasts>().Show("저장했습니다.", Meaning.Good, () => Task.FromResult(++taken));
        stack.WaitForElement(".toast");
        await stack.Find(".toast .quiet").ClickAsync(new());
        Assert.Equal(1, taken);
        stack.WaitForAssertion(() => Assert.Empty(stack.FindAll(".toast")));
    }

    [Fact]
    public void PageFrame_Title_IsTheOnlyHeadingOfFirstRank()
    {
        var frame = Render<PageFrame>(p => p.Add(f => f.Title, "상인").Add(f => f.Count, "246명").Add(f => f.Crumbs, [new Crumb("시장·점포", "/markets"), new Crumb("상인")]));
        Assert.Equal("상인", Assert.Single(frame.FindAll("h1")).TextContent);
        Assert.Equal("246명", frame.Find(".count").TextContent);
    }

    [Fact]
    public void RadzenPager_InKorean_SpeaksKorean()
    {
        var pager = Render<RadzenPager>(p => p.Add(x => x.Count, 100).Add(x => x.PageSize, 10).Add(x => x.ShowPagingSummary, true));
        Assert.Contains("10페이지 중 1페이지 (전체 100건)", pager.Markup, StringComparison.Ordinal);
    }
}
