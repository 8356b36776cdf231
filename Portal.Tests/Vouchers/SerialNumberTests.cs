using Portal.Domain.Vouchers;

namespace Portal.Tests.Vouchers;

public sealed class SerialNumberTests
{
    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// <summary>The example of ISO/IEC 7064 for MOD 37,36 as the International Standard Recording Code's registry and others publish it.</summary>
    [Fact]
    public void Check_OfPublishedExample_IsAsPublished() => Assert.Equal('M', SerialNumbers.CheckOf("A12425GABC1234002"));

    [Theory]
    [InlineData("DM", 1)]
    [InlineData("A", 999_999_999)]
    [InlineData("WXYZ", 12_345_678_901)]
    public void Serial_ReadAgain_IsTheSame(string prefix, long number)
    {
        var serial = SerialNumbers.Of(prefix, number);
        Assert.True(SerialNumbers.TryParse(serial, out var readPrefix, out var read));
        Assert.Equal((prefix, number), (readPrefix, read));
        Assert.True(SerialNumbers.TryParse(serial.Replace("-", " ", StringComparison.Ordinal).ToLowerInvariant(), out _, out read));
        Assert.Equal(number, read);
    }

    [Fact]
    public void Serial_WithOneWrongCharacter_IsRefused_AndWithTwoSwappedAlmostAlways()
    {
        const int Tries = 5_000;
        var random = new Random(4);
        var passed = 0;
        for (var i = 0; i < Tries; i++)
        {
            var plain = SerialNumbers.Of("DM", random.NextInt64(1, 1_000_000_000)).Replace("-", "", StringComparison.Ordinal).ToCharArray();
            var at = random.Next(plain.Length);
            var wrong = (char[])plain.Clone();
            wrong[at] = Alphabet[(Alphabet.IndexOf(plain[at], StringComparison.Ordinal) + random.Next(1, Alphabet.Length)) % Alphabet.Length];
            Assert.False(SerialNumbers.TryParse(new string(wrong), out _, out _), new string(wrong));
            at = random.Next(plain.Length - 1);
            var same = plain[at] == plain[at + 1];
            (plain[at], plain[at + 1]) = (plain[at + 1], plain[at]);
            if (!same && SerialNumbers.TryParse(new string(plain), out _, out _))
                passed++;
        }

        Assert.InRange(passed, 0, Tries / 100);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("DM")]
    [InlineData("000000001")]
    [InlineData("ABCDE0000000010")]
    [InlineData("DM-00000000１-X")]
    [InlineData("DM-99999999999999999999999-X")]
    public void Text_ThatIsNoSerial_IsRefused(string? text) => Assert.False(SerialNumbers.TryParse(text, out _, out _));
}
