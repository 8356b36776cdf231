using FsCheck;
using FsCheck.Fluent;
using Portal.Domain;
using Portal.Domain.Lists;

namespace Portal.Tests.Lists;

public sealed class ListQueryTests
{
    [Fact]
    public void Parse_EveryPart_IsRead()
    {
        var query = ListQuery.Parse("?q=%EB%8B%A4%EC%86%9C&f.status=a,b&sort=-name,code&page=3&size=25&cols=a,b:120&sel=SB-A-003&rows=dense&tab=x").Value;

        Assert.Equal("다솜", query.Search);
        Assert.Equal([new("status", "a,b")], query.Filters);
        Assert.Equal([new("name", true), new("code")], query.Sorts);
        Assert.Equal((50, 25), (query.Skip, query.Take));
        Assert.Equal([new("a"), new("b", 120)], query.Columns);
        Assert.Equal("SB-A-003", query.Selected);
        Assert.True(query.Dense);
    }

    [Theory]
    [InlineData("page=0", "page")]
    [InlineData("page=-1", "page")]
    [InlineData("page=99999999999", "page")]
    [InlineData("page=x", "page")]
    [InlineData("size=7", "size")]
    [InlineData("size=30", "size")]
    [InlineData("cols=a:5", "cols")]
    [InlineData("cols=a:x", "cols")]
    [InlineData("sort=a%20b", "sort")]
    [InlineData("sort=a,b,c,d,e,f", "sort")]
    [InlineData("f.=1", "f.")]
    [InlineData("q=a%00b", "q")]
    [InlineData("sel=%07", "sel")]
    public void Parse_Malformed_RefusedAtItsField(string text, string field) =>
        Assert.Equal(field, ListQuery.Parse(text).Refusal?.Field);

    [Fact]
    public void Parse_LongSearch_Refused() => Assert.IsType<TextTooLong>(ListQuery.Parse("q=" + new string('a', 5_000)).Refusal);

    [Fact]
    public void ToQueryString_Usual_IsEmpty() => Assert.Equal("", ListQuery.Everything.ToQueryString());

    [Fact]
    public void ToQueryString_AnyQuery_ReadsBackEqual()
    {
        var keys = Gen.Elements("code", "name", "state", "zone");
        var queries =
            from search in Gen.Elements("", "다솜 청과", "a&b=c", "100% #1", "..,\\")
            from filters in Gen.SubListOf(new ListFilter("state", "Free,Taken"), new ListFilter("zone", @"A\,1,B"), new ListFilter("opened", "2026-01-01.."))
            from sorts in Gen.SubListOf(new ListSort("name", true), new ListSort("code"))
            from page in Gen.Choose(1, ListQuery.MaxPage)
            from size in Gen.Elements(25, 50, 100)
            from columns in Gen.SubListOf(new ListColumnView("a"), new ListColumnView("b", 200))
            from selected in Gen.Elements(null, "SB-A-003", "가/나?")
            from dense in Gen.Elements<bool?>(null, true, false)
            select new ListQuery { Search = search, Filters = filters, Sorts = sorts, Page = page, Size = size, Columns = columns, Selected = selected, Dense = dense };

        Prop.ForAll(queries.ToArbitrary(), query => query.Equals(ListQuery.Parse(query.ToQueryString()).Value)).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void Choices_WithCommasAndBackslashes_ReadBack() =>
        Assert.Equal(["a,b", @"c\", "d"], ListValues.Split(ListValues.Join(["a,b", @"c\", "d"])));

    [Theory]
    [InlineData("2026-03-05..2026-03-01")]
    [InlineData("..")]
    [InlineData("2026-3-5")]
    [InlineData("0001-01-01..")]
    [InlineData("2026-02-30")]
    public void TryDates_NoRange_False(string value) => Assert.False(ListValues.TryDates(value, out _, out _));

    [Fact]
    public void SortedBy_SameColumn_AscendingDescendingNone()
    {
        var once = ListQuery.Everything.SortedBy("name", false);
        var twice = once.SortedBy("name", false);

        Assert.Equal([new("name")], once.Sorts);
        Assert.Equal([new("name", true)], twice.Sorts);
        Assert.Empty(twice.SortedBy("name", false).Sorts);
    }

    [Fact]
    public void SortedBy_Add_KeepsTheOthers() =>
        Assert.Equal([new("name"), new("area")], ListQuery.Everything.SortedBy("name", false).SortedBy("area", true).Sorts);

    [Fact]
    public void WithFilter_NewValue_ReturnsToFirstPage()
    {
        var query = (ListQuery.Everything with { Page = 9 }).WithFilter("zone", "A");

        Assert.Equal(1, query.Page);
        Assert.Equal("A", query.FilterOf("zone"));
        Assert.Empty(query.WithFilter("zone", "").Filters);
    }

    [Fact]
    public void Selection_AllMinusSome_CountsAndContains()
    {
        var all = ListSelection.All(ListQuery.Everything).With(["b"], selected: false);

        Assert.Equal(9, all.Count(10));
        Assert.True(all.Contains("a"));
        Assert.False(all.Contains("b"));
        Assert.Equal(10, all.With(["b"], selected: true).Count(10));
    }
}
