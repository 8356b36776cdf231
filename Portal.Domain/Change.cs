namespace Portal.Domain;

/// <summary>
/// One field of an edit: given (even as empty), or left as it is. A form gives the fields it shows, an import the columns that are mapped,
/// a PATCH the properties that its body has.
/// </summary>
public readonly record struct Change<T>(T Value)
{
    /// <summary>True when the field is to be set; the default value is "leave as it is".</summary>
    public bool Given { get; } = true;

    /// <summary>The new value, or the present one where the field was left out.</summary>
    public T Or(T present) => Given ? Value : present;

    public static implicit operator Change<T>(T value) => new(value);
}

/// <summary>The field cannot be changed once the record exists.</summary>
public sealed record FieldIsFixed : Refusal;
