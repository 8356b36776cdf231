using System.Text.RegularExpressions;

namespace Portal.Domain.Reconciliation.Statements;

/// <summary>What the field :86: says of a payment: free, in the numbered parts of German banks, or in the coded parts of Dutch and Belgian ones.</summary>
internal static partial class Mt940Text
{
    /// <summary>Adds what is said to what the entry's own line says.</summary>
    public static PaymentTexts Add(PaymentTexts texts, IReadOnlyList<string> lines)
    {
        var whole = string.Concat(lines).Trim();
        if (Numbered().IsMatch(whole))
            return Numbered(texts, whole);
        return Coded().Count(whole) > 0 ? Coded(texts, whole) : texts with { Text = Joined(texts.Text, string.Join(' ', lines.Select(l => l.Trim())).Trim()) };
    }

    private static PaymentTexts Numbered(PaymentTexts texts, string whole)
    {
        var parts = Part().Split(whole);
        var (purpose, name) = ("", "");
        // Before the first number stands the bank's code; then number and text take turns.
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            var (number, text) = (int.Parse(parts[i], System.Globalization.CultureInfo.InvariantCulture), parts[i + 1]);
            switch (number)
            {
                case >= 20 and <= 29 or >= 60 and <= 63:
                    purpose += text;
                    break;
                case 31:
                    texts = texts with { PartyAccount = CamtStatements.Number(text) };
                    break;
                case 32 or 33:
                    name += text;
                    break;
            }
        }

        var marks = Mark().Split(purpose);
        var said = marks[0].Trim();
        for (var i = 1; i + 1 < marks.Length; i += 2)
        {
            var text = marks[i + 1].Trim();
            texts = marks[i] switch
            {
                "EREF" => texts with { EndToEnd = Meant(text) ?? texts.EndToEnd },
                "KREF" => texts with { Batch = Meant(text) },
                _ => texts,
            };
            if (marks[i] == "SVWZ")
                said = Joined(said, text) ?? "";
        }

        return texts with { Party = Meant(name.Trim()) ?? texts.Party, Text = Joined(texts.Text, said) };
    }

    private static PaymentTexts Coded(PaymentTexts texts, string whole)
    {
        var parts = Coded().Split(whole);
        var free = parts[0].Trim();
        for (var i = 1; i + 1 < parts.Length; i += 2)
        {
            var text = parts[i + 1].Trim('/', ' ');
            texts = parts[i] switch
            {
                "EREF" => texts with { EndToEnd = Meant(text) ?? texts.EndToEnd },
                "PREF" => texts with { Batch = Meant(text) },
                "NAME" => texts with { Party = Meant(text) },
                "IBAN" => texts with { PartyAccount = CamtStatements.Number(Meant(text)) },
                "CNTP" => Other(texts, text.Split('/')),
                "RTRN" => texts with { ReturnReason = Meant(text) },
                _ => texts,
            };
            if (parts[i] == "REMI")
                free = Joined(free, Kind().Replace(text, "").Trim('/', ' ')) ?? "";
        }

        return texts with { Text = Joined(texts.Text, free) };
    }

    /// <summary>The other side as account, bank, name and town.</summary>
    private static PaymentTexts Other(PaymentTexts texts, string[] parts) =>
        texts with { PartyAccount = CamtStatements.Number(Meant(parts[0])) ?? texts.PartyAccount, Party = (parts.Length > 2 ? Meant(parts[2]) : null) ?? texts.Party };

    private static string? Meant(string text) => text.Trim() is { Length: > 0 } meant && meant is not ("NOTPROVIDED" or "NONREF") ? meant : null;

    private static string? Joined(string? before, string text) => text.Length == 0 ? before : before is null or "" ? text : before + " " + text;

    [GeneratedRegex(@"^\d{3}\?\d\d")]
    private static partial Regex Numbered();

    [GeneratedRegex(@"\?(\d\d)")]
    private static partial Regex Part();

    [GeneratedRegex(@"(EREF|KREF|MREF|CRED|DEBT|SVWZ|ABWA|ABWE|COAM|OAMT|PURP)\+")]
    private static partial Regex Mark();

    [GeneratedRegex(@"/(EREF|PREF|NAME|IBAN|BIC|CNTP|RTRN|REMI|MARF|CSID|TRTP|TRCD|ORDP|BENM|ULTD|ULTC|PURP|ISDT|ADDR|ID)/")]
    private static partial Regex Coded();

    /// <summary>How the remittance is written: free, or as a structured reference.</summary>
    [GeneratedRegex(@"^(USTD|STRD/CUR|STRD/ISO|STRD)/*")]
    private static partial Regex Kind();
}
