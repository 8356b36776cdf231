using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Portal.Components.Pages.Audit;
using Portal.Components.Shared;
using Portal.Domain.Auditing;
using Portal.Resources;
using Portal.Tests.Storage;

namespace Portal.Tests.Resources;

/// <summary>Whatever the audit trail can hold has words for people.</summary>
public sealed partial class RecordWordsTests
{
    private static readonly CultureInfo Korean = CultureInfo.GetCultureInfo("ko");

    [Fact]
    public void Action_OfEveryAct_HasAName()
    {
        var acts = SourceTree.Files("Portal.Domain", "*.cs").SelectMany(file => Act().Matches(File.ReadAllText(file))).Select(m => m.Groups[1].Value).Distinct().ToList();
        Assert.True(acts.Count > 40);
        Assert.DoesNotContain(acts, act => RecordWords.Action(act, Korean) == act);
        // The page of the trail offers every act to choose from.
        Assert.Empty(acts.Except(AuditActs.All));
    }

    [Fact]
    public void Acts_ThatCanBeChosen_HaveNames()
    {
        Assert.DoesNotContain(AuditActs.All, act => RecordWords.Action(act, Korean) == act);
        Assert.DoesNotContain(AuditActs.Kinds, kind => AuditWords.Kind(kind, Korean) == kind);
        Assert.InRange(AuditActs.All.Count, 1, Portal.Domain.Lists.ListValues.MaxChoices);
    }

    [Fact]
    public void Record_WithATimeline_IsOpenedFromTheAuditTrail()
    {
        // A source says what it is of without what it reads with.
        var kinds = typeof(TimelineSource).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(TimelineSource))).Select(t => ((TimelineSource)System.Runtime.CompilerServices.RuntimeHelpers.GetUninitializedObject(t)).Kind).ToList();
        Assert.Contains("fraud_case", kinds);
        Assert.DoesNotContain(kinds, kind => Texts.Find(Korean, "audit.open_" + kind) is null);
        Assert.Equal(kinds.Count, kinds.Select(kind => AuditPanel.UrlOf(new AuditedRecord(kind, "1"))).Distinct().Count());
    }

    [Fact]
    public async Task Field_OfEveryAuditedRecord_HasAName()
    {
        await using var database = await TestDatabase.CreateAsync();
        await using var db = database.Open();
        var missing = new SortedSet<string>();
        foreach (var type in db.Model.GetEntityTypes().Where(t => t.ClrType.IsAssignableTo(typeof(IAudited))))
        {
            var fields = type.GetProperties().Where(p => !p.IsShadowProperty() && !AuditQueue.IsSilent(p.Name)).Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
            missing.UnionWith(fields.Where(f => AuditReader.IsForPeople(f) && !AuditReader.IsKey(f) && (RecordWords.Field(f) == f || RecordWords.Field(f).Contains('{'))).Select(f => $"{type.ClrType.Name}.{f}"));
        }

        Assert.True(missing.Count == 0, string.Join(", ", missing));
    }

    [Theory]
    [InlineData("market", "facilities", "Parking, Toilets", "주차장 · 화장실")]
    [InlineData("market", "status", "Active", "운영")]
    [InlineData("vendor", "status", "Suspended", "영업 정지")]
    [InlineData("tenancy", "fromDate", "2026-03-05", "2026. 3. 5.")]
    [InlineData("tenancy", "rent", "120000", "₩120,000")]
    [InlineData("stall", "areaCm2", "33000", "3.3 m²")]
    [InlineData("vendor", "archivedAt", "2026-03-05T01:02:03.000000Z", "2026. 3. 5. (목) 10:02")]
    public void Value_OfAField_ReadsAsPeopleSayIt(string kind, string field, string value, string words)
    {
        var (before, texts) = (CultureInfo.CurrentUICulture, new Texts());
        CultureInfo.CurrentUICulture = Korean;
        try
        {
            Assert.Equal(words, new RecordWords(texts, new Formats(texts)).Value(kind, field, value, TimeZoneInfo.FindSystemTimeZoneById("Asia/Seoul"), "KRW"));
        }
        finally
        {
            CultureInfo.CurrentUICulture = before;
        }
    }

    [GeneratedRegex(@"\.Audit(?:Of)?\([^;]*?""([a-z_]+\.[a-z_]+)""")]
    private static partial Regex Act();
}
