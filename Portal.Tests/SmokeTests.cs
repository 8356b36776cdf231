namespace Portal.Tests;

public sealed class SmokeTests
{
    [Fact]
    public void Addition_TwoOnes_IsTwo() => Assert.Equal(2, 1 + 1);
}
