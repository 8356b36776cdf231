using System.Net.Mail;

namespace Portal.Domain.Vouchers;

/// <summary>Neither an e-mail address nor a telephone number.</summary>
public sealed record ContactMalformed : Refusal;

/// <summary>Where somebody is told: an e-mail address, or a telephone number that takes text messages.</summary>
public sealed record NoticeAddress(string Value)
{
    public const int Length = 100;
    private const int FewestDigits = 8;

    /// <summary>E.164 allows no more.</summary>
    private const int MostDigits = 15;

    public bool IsMail => Value.Contains('@', StringComparison.Ordinal);

    /// <summary>Enough of it to know one's own by: the first sign and what follows the at sign, or the last four digits.</summary>
    public string Masked => IsMail ? string.Concat(Value[..1], "***", Value[Value.LastIndexOf('@')..]) : Privacy.Mask.Phone(Value)!;

    /// <summary>The address as it is kept, a telephone number as digits with a plus before them when one was written; null for none, and with a refusal when it cannot be an address.</summary>
    internal static string? Read(string? text, string field, List<Refusal> refusals)
    {
        if (Text.Clean(text, field, Length, refusals) is not { } clean)
            return null;
        if (clean.Contains('@', StringComparison.Ordinal))
        {
            if (MailAddress.TryCreate(clean, out var mail) && mail.Address == clean)
                return clean;
        }
        else if (Text.Digits(clean) is { Length: >= FewestDigits and <= MostDigits } digits && clean.All(c => char.IsAsciiDigit(c) || c is '+' or '-' or '(' or ')' or ' ' or '.'))
        {
            return clean[0] == '+' ? "+" + digits : digits;
        }

        refusals.Add(new ContactMalformed { Field = field });
        return null;
    }
}
