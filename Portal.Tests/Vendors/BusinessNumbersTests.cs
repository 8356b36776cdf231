using Portal.Domain;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Vendors;

namespace Portal.Tests.Vendors;

public sealed class BusinessNumbersTests
{
    [Theory]
    [InlineData("220-88-69974", "2208869974", BusinessNumberKind.Korean)]
    [InlineData("２２０ ８８ ６９９７４", "2208869974", BusinessNumberKind.Korean)]
    [InlineData("91 110000 600037341l", "91110000600037341L", BusinessNumberKind.Chinese)]
    public void Parse_ValidNumber_IsFoldedAndToldApart(string text, string number, BusinessNumberKind kind)
    {
        var refusals = new List<Refusal>();
        Assert.Equal((number, kind), BusinessNumbers.Parse(text, "businessNumber", refusals));
        Assert.Empty(refusals);
    }

    [Theory]
    [InlineData("123-45-67890", typeof(BusinessNumberChecksum))]
    [InlineData("000-00-00000", typeof(BusinessNumberChecksum))]
    [InlineData("220-88-6997", typeof(BusinessNumberFormat))]
    [InlineData("91110000600037341I", typeof(BusinessNumberFormat))]
    [InlineData("91110000600037342L", typeof(BusinessNumberChecksum))]
    public void Parse_BadNumber_IsRefusedAtItsField(string text, Type refusal)
    {
        var refusals = new List<Refusal>();
        Assert.Null(BusinessNumbers.Parse(text, "businessNumber", refusals));
        Assert.Equal((refusal, "businessNumber"), (Assert.Single(refusals).GetType(), refusals[0].Field));
    }

    [SharedDataFact]
    public void Parse_PublishedVectors_AgreeWithTheirChecksums()
    {
        var wrong = new List<string>();
        foreach (var name in (string[])["kr_business_registration_number.csv", "cn_unified_social_credit_code.csv"])
        {
            foreach (var row in TableFile.Open(SharedData.File("09_id_numbers", name)).Value.Rows())
            {
                var expected = row.At(4).Text == "true" && !row.At(1).Text.StartsWith("must refuse", StringComparison.Ordinal);
                if (BusinessNumbers.Parse(row.At(0).Text, "n", []) is not null != expected)
                    wrong.Add(row.At(0).Text);
            }
        }

        Assert.Empty(wrong);
    }
}
