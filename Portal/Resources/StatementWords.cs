using System.Globalization;
using Portal.Domain;
using Portal.Domain.Reconciliation;
using Portal.Domain.Reconciliation.Statements;

namespace Portal.Resources;

/// <summary>What is noteworthy about a bank's file as a sentence.</summary>
internal static class StatementWords
{
    /// <summary>A finding with its figures.</summary>
    public static string Of(CultureInfo culture, StatementFinding finding) =>
        Texts.In(culture, "statements.finding_" + finding.Code, finding.Found ?? "", Figure(finding.Currency, finding.Expected), Figure(finding.Currency, finding.Actual));

    /// <summary>Why the whole file is not taken in; null when it is.</summary>
    public static string? WhyRefused(CultureInfo culture, StatementFile file) => file.RefusedCode is not { } code ? null
        : Texts.In(culture, "statements.finding_" + code, file.RefusedFound ?? "", "", "")
          + (file.RefusedLine is { } line ? " " + Texts.In(culture, "statements.at_line", line.ToString("N0", CultureInfo.InvariantCulture)) : "");

    /// <summary>An amount in minor units with its currency; nothing for none.</summary>
    public static string Figure(string? currency, long? amount)
    {
        if (amount is not { } minor)
            return "";
        if (Iso4217.IsKnown(currency))
            return Formats.Amount(new Money(currency!, minor));
        var digits = CurrencyDigits.Of(currency) ?? 0;
        return string.Create(CultureInfo.InvariantCulture, $"{(minor / Power(digits)).ToString("N" + digits, CultureInfo.InvariantCulture)} {currency}");
    }

    private static decimal Power(int digits) => digits switch { 0 => 1m, 2 => 100m, 3 => 1_000m, _ => 10_000m };
}
