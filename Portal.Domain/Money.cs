using System.Text.Json.Serialization;

namespace Portal.Domain;

/// <summary>
/// An amount in minor units of a currency (ISO 4217): won and yen have no minor unit, so 12,000 won is 12000; 12.50 yuan is 1250.
/// Arithmetic is checked: an overflow throws rather than wraps, and two currencies are never added.
/// </summary>
public readonly record struct Money
{
    [JsonConstructor]
    public Money(string currency, long value)
    {
        Currency = Iso4217.IsKnown(currency) ? currency : throw new ArgumentException($"'{currency}' is not a currency code of ISO 4217.", nameof(currency));
        Value = value;
    }

    /// <summary>The alphabetic code of ISO 4217, for example KRW.</summary>
    public string Currency { get; }

    /// <summary>Minor units; may be negative.</summary>
    public long Value { get; }

    public static Money operator +(Money left, Money right) => new(Same(left, right), checked(left.Value + right.Value));

    public static Money operator -(Money left, Money right) => new(Same(left, right), checked(left.Value - right.Value));

    public static Money operator -(Money amount) => new(amount.Currency, checked(-amount.Value));

    public static Money Add(Money left, Money right) => left + right;

    public static Money Subtract(Money left, Money right) => left - right;

    public static Money Negate(Money amount) => -amount;

    private static string Same(Money left, Money right) => left.Currency == right.Currency
        ? left.Currency
        : throw new InvalidOperationException($"{left.Currency} and {right.Currency} cannot be added.");
}
