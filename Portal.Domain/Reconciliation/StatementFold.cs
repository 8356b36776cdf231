using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Portal.Domain.Reconciliation.Statements;

namespace Portal.Domain.Reconciliation;

/// <summary>Makes rows of what a reader finds, and keeps the control totals on the way. Not for two threads.</summary>
/// <param name="source">The account that the source is bound to; null when it takes any.</param>
internal sealed class StatementFold(long fileId, string? source)
{
    /// <summary>Findings of one code that are kept; the totals count on.</summary>
    private const int MostOfACode = 200;

    private readonly HashSet<UInt128> seen = [];
    private readonly Dictionary<UInt128, int> again = [];
    private readonly Dictionary<string, int> codes = [];
    private readonly List<StatementDetail> waiting = [];
    private readonly Dictionary<string, StatementForeignSum> foreign = new(StringComparer.Ordinal);
    private Statement? current;
    private long waitingSum;
    private bool waitingWhole = true;
    private Int128 pending;

    /// <summary>All statements so far, with their totals; the last one may be unfinished.</summary>
    public List<Statement> Statements { get; } = [];

    public List<(Statement Statement, StatementForeignSum Sum)> ForeignSums { get; } = [];

    public List<StatementFinding> Findings { get; } = [];

    /// <summary>Entries that nobody has taken yet, each with its statement and its payments.</summary>
    public List<(BankEntry Entry, Statement Statement, IReadOnlyList<StatementDetail> Details)> Entries { get; } = [];

    public void Add(StatementPart part)
    {
        switch (part)
        {
            case StatementOpened opened:
                Open(opened);
                break;
            case BalanceRead balance:
                Balance(balance);
                break;
            case DetailRead detail:
                Detail(detail);
                break;
            case EntryRead entry:
                Entry(entry);
                break;
            case EntryRefused refused:
                current!.Entries++;
                Drop();
                Find(refused.Code, refused.Row, refused.Found, refuses: true);
                break;
            case StatementNoticed noticed:
                Find(noticed.Code, noticed.Row, noticed.Found);
                break;
            case StatementEnded:
                End();
                break;
        }
    }

    private void Open(StatementOpened opened)
    {
        current = new Statement { FileId = fileId, Number = Statements.Count + 1, BankId = Short(opened.Id, Statement.BankIdLength), Account = Short(opened.Account, StatementSource.AccountLength), Currency = opened.Currency, From = opened.From, To = opened.To };
        Statements.Add(current);
        foreign.Clear();
        if (opened.Account is null)
            Find("account_missing");
        else if (source is not null && opened.Account != source)
            throw new StatementUnreadableException("account_unexpected", 0, opened.Account);
    }

    private void Balance(BalanceRead balance)
    {
        current!.Currency ??= balance.Currency;
        if (balance.Currency != current.Currency)
        {
            if (balance.Kind != BalanceKind.Other)
                Find("balance_currency", found: balance.Currency);
            return;
        }

        if (balance.Kind == BalanceKind.Opening)
            (current.Opening, current.OpeningOn) = (balance.Amount, balance.Date);
        else if (balance.Kind == BalanceKind.Closing)
            (current.Closing, current.ClosingOn) = (balance.Amount, balance.Date);
    }

    private void Detail(DetailRead read)
    {
        var detail = new StatementDetail { FileId = fileId, Number = waiting.Count + 1, Currency = read.Currency, Amount = read.Amount, Credit = read.Credit };
        Copy(read.Texts, detail);
        waiting.Add(detail);
        waitingSum += read.Amount ?? 0;
        waitingWhole &= read.Amount is not null;
    }

    private void Entry(EntryRead read)
    {
        var statement = current!;
        statement.Currency ??= read.Currency;
        statement.Entries++;
        statement.Transactions += Math.Max(1, waiting.Count);
        if (read.Amount < 0)
            Find("negative_amount", read.Row, actual: read.Amount, currency: read.Currency);
        if (read.Announced is { } announced && announced != waiting.Count && waiting.Count > 0)
            Find("payments_missing", read.Row, string.Create(CultureInfo.InvariantCulture, $"{waiting.Count} / {announced}"));
        if (waiting.Count > 0 && waitingWhole && waiting.TrueForAll(d => d.Currency == read.Currency && d.Credit is null or true == read.Credit) && waitingSum != read.Amount)
            Find("payments_differ", read.Row, expected: read.Amount, actual: waitingSum, currency: read.Currency);
        if (read.Pending)
            pending += read.Credit ? read.Amount : -read.Amount;
        Count(statement, read);
        var entry = new BankEntry
        {
            FileId = fileId,
            Row = read.Row,
            Currency = read.Currency,
            Amount = read.Amount,
            Credit = read.Credit,
            Reversal = read.Reversal,
            Pending = read.Pending,
            BookedOn = read.BookedOn,
            ValueOn = read.ValueOn,
            Code = Short(read.Code, BankEntry.CodeLength),
        };
        Copy(read.Texts, entry);
        (entry.Fingerprint, entry.IsDuplicate) = FingerprintOf(statement, read);
        Entries.Add((entry, statement, [.. waiting]));
        if (entry.IsDuplicate)
            statement.Duplicates++;
        Drop();
    }

    private void Count(Statement statement, EntryRead read)
    {
        if (read.Currency == statement.Currency)
        {
            if (read.Credit)
                (statement.CreditCount, statement.CreditSum) = (statement.CreditCount + 1, Sum(statement.CreditSum, read));
            else
                (statement.DebitCount, statement.DebitSum) = (statement.DebitCount + 1, Sum(statement.DebitSum, read));
            return;
        }

        if (!foreign.TryGetValue(read.Currency, out var sum))
        {
            foreign[read.Currency] = sum = new StatementForeignSum { Currency = read.Currency };
            ForeignSums.Add((statement, sum));
            Find("currency_other", read.Row, read.Currency);
        }

        if (read.Credit)
            (sum.CreditCount, sum.CreditSum) = (sum.CreditCount + 1, Sum(sum.CreditSum, read));
        else
            (sum.DebitCount, sum.DebitSum) = (sum.DebitCount + 1, Sum(sum.DebitSum, read));
    }

    /// <summary>Amounts have 18 digits at most; a file whose sum needs more is refused rather than added up wrongly.</summary>
    private static long Sum(long sum, EntryRead read)
    {
        try
        {
            return checked(sum + read.Amount);
        }
        catch (OverflowException)
        {
            throw new StatementUnreadableException(StatementFaults.AmountTooLarge, 0, read.Amount.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>Banks differ in whether the closing balance knows what is announced and not booked.</summary>
    private void End()
    {
        var statement = current!;
        Drop();
        if (statement.CreditCount + statement.DebitCount == 0 && foreign.Count == 1)
            Adopt(statement, foreign.Values.Single());
        if (statement is { Opening: { } opening, Closing: { } closing } && foreign.Count == 0)
        {
            var reckoned = (Int128)opening + statement.CreditSum - statement.DebitSum;
            if (reckoned != closing && reckoned - pending != closing)
                Find("balance_differs", expected: (long)Int128.Clamp(reckoned, long.MinValue, long.MaxValue), actual: closing, currency: statement.Currency);
        }

        pending = 0;
    }

    /// <summary>All entries are in one currency, which is not that of the account: then the totals are in it, and its balances are not the account's.</summary>
    private void Adopt(Statement statement, StatementForeignSum sum)
    {
        ForeignSums.RemoveAll(f => ReferenceEquals(f.Sum, sum));
        (statement.Currency, statement.CreditCount, statement.CreditSum, statement.DebitCount, statement.DebitSum) = (sum.Currency, sum.CreditCount, sum.CreditSum, sum.DebitCount, sum.DebitSum);
        (statement.Opening, statement.Closing) = (null, null);
    }

    private void Drop()
    {
        waiting.Clear();
        (waitingSum, waitingWhole) = (0, true);
    }

    private void Find(string code, int? row = null, string? found = null, bool refuses = false, long? expected = null, long? actual = null, string? currency = null)
    {
        codes[code] = codes.GetValueOrDefault(code) + 1;
        if (codes[code] > MostOfACode)
            return;
        Findings.Add(new StatementFinding
        {
            FileId = fileId,
            Refuses = refuses,
            Code = code,
            Statement = Statements.Count,
            Row = row,
            Found = Short(found, StatementFinding.TextLength),
            Expected = expected,
            Actual = actual,
            Currency = currency,
        });
    }

    /// <summary>
    /// The same entry in two files has the same fingerprint. Two entries of one file that nothing tells apart may both be real (two coffees), unless the bank gives its own reference: that it gives once.
    /// </summary>
    private (string Fingerprint, bool Known) FingerprintOf(Statement statement, EntryRead read)
    {
        var text = string.Join('\u001f', statement.Account ?? source ?? "", read.Currency, read.Amount.ToString(CultureInfo.InvariantCulture), read.Credit ? "C" : "D", read.Reversal ? "R" : "",
            read.BookedOn?.ToString("yyyyMMdd", CultureInfo.InvariantCulture), read.ValueOn?.ToString("yyyyMMdd", CultureInfo.InvariantCulture), read.Texts.Bank, read.Texts.EndToEnd, read.Texts.Creditor, read.Texts.Batch, read.Texts.Party, read.Texts.Text);
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        var key = new UInt128(BitConverter.ToUInt64(bytes, 0), BitConverter.ToUInt64(bytes, 8));
        if (seen.Add(key))
            return (Convert.ToHexStringLower(bytes.AsSpan(0, 16)), false);
        if (read.Texts.Bank is not null)
            return (Convert.ToHexStringLower(bytes.AsSpan(0, 16)), true);
        var times = again[key] = again.GetValueOrDefault(key) + 1;
        return (Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{text}\u001f{times}"))).AsSpan(0, 16)), false);
    }

    private static void Copy(PaymentTexts from, IPaymentTexts to)
    {
        (to.EndToEnd, to.Bank, to.Creditor) = (Short(from.EndToEnd, IPaymentTexts.ReferenceLength), Short(from.Bank, IPaymentTexts.ReferenceLength), Short(from.Creditor, IPaymentTexts.ReferenceLength));
        (to.Batch, to.Party, to.PartyAccount) = (Short(from.Batch, IPaymentTexts.ReferenceLength), Short(from.Party, IPaymentTexts.ReferenceLength), Short(from.PartyAccount, IPaymentTexts.ReferenceLength));
        (to.Text, to.ReturnReason) = (Short(from.Text, IPaymentTexts.TextLength), Short(from.ReturnReason, BankEntry.CodeLength));
    }

    private static string? Short(string? text, int length) => text is null ? null : StatementIntake.Cut(text, length);
}
