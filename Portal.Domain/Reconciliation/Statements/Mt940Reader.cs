namespace Portal.Domain.Reconciliation.Statements;

/// <summary>
/// SWIFT MT940 (statement), MT942 (interim report) and MT950, as messages or bare, as banks write them rather than as the standard has it: see <see cref="Mt940Fields"/>, <see cref="Mt940Values"/> and
/// <see cref="Mt940Text"/> for what is borne with. Each message is a statement; its entries have no payments below them.
/// </summary>
public static class Mt940Reader
{
    private const int Scanned = 200;

    /// <summary>The message that a file is: mt940, mt942 or mt950; null when it is none.</summary>
    public static string? FormatOf(Stream file)
    {
        var lines = new Mt940Lines(file);
        string? named = null;
        var begun = false;
        try
        {
            for (var i = 0; i < Scanned && lines.Read() is { } line; i++)
            {
                if (line.StartsWith("{1:", StringComparison.Ordinal) && line.IndexOf("{2:", StringComparison.Ordinal) is >= 0 and var at && line.Length >= at + 7)
                    named = line[(at + 4)..(at + 7)] switch { "942" => "mt942", "950" => "mt950", _ => null };
                var tag = Mt940Fields.TagOf(line);
                begun |= tag == "20";
                if (!begun)
                    continue;
                if (tag is "34F" or "13D" or "90C" or "90D")
                    return named ?? "mt942";
                if (tag is "60F" or "60M" or "61" or "62F" or "62M")
                    return named ?? "mt940";
            }
        }
        catch (StatementUnreadableException)
        {
            // Lines without an end are of no such file.
        }

        return null;
    }

    /// <summary>What the file says, piece by piece. Throws <see cref="StatementUnreadableException"/> where it cannot be read on.</summary>
    public static IEnumerable<StatementPart> Read(Stream file)
    {
        var lines = new Mt940Lines(file);
        var (fields, statement, any) = (new Mt940Fields(lines), new Mt940Statement(), false);
        while (fields.Read() is { } field)
        {
            any |= field.Tag == "20";
            if (any)
                statement.Take(field);
            foreach (var part in statement.Parts)
                yield return part;
            statement.Parts.Clear();
        }

        if (!any)
            throw new StatementUnreadableException(StatementFaults.Unknown, lines.Number, "");
        statement.End();
        foreach (var part in statement.Parts)
            yield return part;
    }
}

/// <summary>The message that is being read.</summary>
internal sealed class Mt940Statement
{
    private readonly Dictionary<string, string> head = new(StringComparer.Ordinal);
    private EntryRead? entry;
    private string? currency;
    private int row;
    private bool began;
    private bool opened;
    private bool closed;
    private bool refused;

    /// <summary>What was found and is to be handed on.</summary>
    public List<StatementPart> Parts { get; } = [];

    public void Take(Mt940Field field)
    {
        switch (field.Tag)
        {
            case "20":
                End();
                began = true;
                head["20"] = field.Whole;
                break;
            case "":
                End();
                break;
            case "25" or "25P":
                head["25"] = field.Whole;
                break;
            case "28" or "28C":
                head["28"] = field.Whole;
                break;
            case "34F":
                currency ??= field.Whole.Length >= 3 && CurrencyDigits.Of(field.Whole[..3]) is not null ? field.Whole[..3] : null;
                break;
            case "60" or "60F" or "60M" or "62" or "62F" or "62M" or "64" or "65" or "65F":
                Balance(field);
                break;
            case "61":
                Entry(field);
                break;
            case "86":
                Text(field);
                break;
        }
    }

    /// <summary>Ends the message, where one was begun.</summary>
    public void End()
    {
        if (began)
        {
            Open();
            Hand();
            Parts.Add(new StatementEnded());
        }

        (began, opened, closed, refused, currency) = (false, false, false, false, null);
        head.Clear();
    }

    private void Open()
    {
        if (opened)
            return;
        opened = true;
        var account = CamtStatements.Number(head.GetValueOrDefault("25"));
        // Some banks write the currency behind the account's number.
        if (account is { Length: > 6 } && char.IsAsciiDigit(account[^4]) && CurrencyDigits.Of(account[^3..]) is not null)
            (account, currency) = (account[..^3], currency ?? account[^3..]);
        var number = string.Join(' ', new[] { head.GetValueOrDefault("20"), head.GetValueOrDefault("28") }.Where(t => !string.IsNullOrEmpty(t)));
        Parts.Add(new StatementOpened(number.Length == 0 ? null : number, string.IsNullOrEmpty(account) ? null : account, currency, null, null));
    }

    private void Balance(Mt940Field field)
    {
        var kind = field.Tag[..2] switch { "60" => BalanceKind.Opening, "62" => BalanceKind.Closing, _ => BalanceKind.Other };
        var read = Mt940Values.Balance(field.Whole);
        if (read is { } known && kind == BalanceKind.Opening)
            currency ??= known.Currency;
        Open();
        Hand();
        closed |= kind == BalanceKind.Closing;
        if (read is var (debit, day, of, amount))
            Parts.Add(new BalanceRead(kind, of, debit ? -amount : amount, day));
        else
            Parts.Add(new StatementNoticed("balance_malformed", null, field.Whole));
    }

    private void Entry(Mt940Field field)
    {
        Open();
        Hand();
        row++;
        var read = Mt940Values.Entry(field.Lines, currency);
        if (read.Fault is { } fault)
        {
            refused = true;
            Parts.Add(new EntryRefused(row, fault, read.Found));
            return;
        }

        if (read.Value is null)
            Parts.Add(new StatementNoticed("value_day_impossible", row, read.Found));
        var more = string.Join(' ', field.Lines.Skip(1).Where(l => !l.StartsWith("//", StringComparison.Ordinal)).Select(l => l.Trim())).Trim();
        entry = new EntryRead(
            row, currency!, read.Amount, read.Credit, read.Reversal, false, read.Booked, read.Value, read.Code, 0, null, new PaymentTexts { EndToEnd = read.Reference, Bank = read.Bank, Text = more.Length == 0 ? null : more });
    }

    /// <summary>What stands behind the closing balance is about the statement.</summary>
    private void Text(Mt940Field field)
    {
        Open();
        if (entry is not null)
            entry = entry with { Texts = Cut(Mt940Text.Add(entry.Texts, field.Lines)) };
        else if (!closed && !refused)
            Parts.Add(new StatementNoticed("text_without_entry", null, field.Whole));
    }

    private void Hand()
    {
        if (entry is not null)
            Parts.Add(entry);
        (entry, refused) = (null, false);
    }

    private static PaymentTexts Cut(PaymentTexts texts) => texts.Text is { Length: > PaymentTexts.Most } long_ ? texts with { Text = long_[..PaymentTexts.Most] } : texts;
}
