using Portal.Domain.Privacy;

namespace Portal.Domain.Vendors;

/// <summary>The rules of a vendor's fields, without database or clock.</summary>
public static class VendorRules
{
    public const int MaxCategories = 8;

    /// <summary>
    /// Sets what the edit gives. True when something changed. When a field breaks a rule its reasons are added to
    /// <paramref name="refusals"/> and the vendor must not be saved.
    /// </summary>
    public static bool Apply(Vendor vendor, VendorEdit edit, PersonalData personal, List<Refusal> refusals)
    {
        var before = (vendor.TradeName, vendor.TradeNameEn, vendor.TradeNameZh, vendor.Address, vendor.Notes, vendor.Tenders, vendor.Categories,
            vendor.BusinessNumber, vendor.NoNumberReason, vendor.OwnerName, vendor.Phone);
        if (edit.TradeName.Given || vendor.Id == 0)
            vendor.TradeName = Text.Require(edit.TradeName.Value, "tradeName", Vendor.NameLength, refusals);
        vendor.TradeNameEn = Optional(edit.TradeNameEn, vendor.TradeNameEn, "tradeNameEn", Vendor.NameLength, refusals);
        vendor.TradeNameZh = Optional(edit.TradeNameZh, vendor.TradeNameZh, "tradeNameZh", Vendor.NameLength, refusals);
        vendor.Address = Optional(edit.Address, vendor.Address, "address", Vendor.AddressLength, refusals);
        vendor.Notes = edit.Notes.Given ? Text.Clean(edit.Notes.Value, "notes", Vendor.NotesLength, refusals, lines: true) : vendor.Notes;
        vendor.Tenders = edit.Tenders.Or(vendor.Tenders);
        if (edit.Categories.Given)
            vendor.Categories = JoinCategories(edit.Categories.Value, refusals);
        ApplyNumber(vendor, edit, refusals);
        ApplyPersonal(vendor, edit, personal, refusals);
        vendor.RefreshSearchText();
        return before != (vendor.TradeName, vendor.TradeNameEn, vendor.TradeNameZh, vendor.Address, vendor.Notes, vendor.Tenders, vendor.Categories,
            vendor.BusinessNumber, vendor.NoNumberReason, vendor.OwnerName, vendor.Phone);
    }

    /// <summary><c>|수산물|건어물|</c> → 수산물, 건어물.</summary>
    public static IReadOnlyList<string> SplitCategories(string categories) => categories.Split('|', StringSplitOptions.RemoveEmptyEntries);

    private static string JoinCategories(IReadOnlyList<string>? categories, List<Refusal> refusals)
    {
        var clean = new List<string>();
        // Some may be double; of a hundred thousand none is looked at.
        if (categories?.Count > 4 * MaxCategories)
        {
            refusals.Add(new CategoriesMalformed(MaxCategories) { Field = "categories" });
            return "";
        }

        foreach (var category in categories ?? [])
        {
            if (Text.Clean(category, "categories", Vendor.CategoryLength, refusals) is { } text && !clean.Contains(text))
                clean.Add(text);
        }

        if (clean.Count > MaxCategories || clean.Any(c => c.AsSpan().ContainsAny('|', ',')))
            refusals.Add(new CategoriesMalformed(MaxCategories) { Field = "categories" });
        else if (clean.Count > 0 && "|".Length + clean.Sum(c => c.Length + 1) is var length && length > Vendor.CategoriesLength)
            refusals.Add(new TextTooLong(Vendor.CategoriesLength) { Field = "categories" });
        return clean.Count == 0 ? "" : $"|{string.Join('|', clean)}|";
    }

    private static void ApplyNumber(Vendor vendor, VendorEdit edit, List<Refusal> refusals)
    {
        if (!edit.BusinessNumber.Given && !edit.NoNumberReason.Given && vendor.Id != 0)
            return;
        if (edit.NoNumberReason.Given)
            vendor.NoNumberReason = Text.Clean(edit.NoNumberReason.Value, "noNumberReason", Vendor.NoNumberReasonLength, refusals);
        if (edit.BusinessNumber.Given)
        {
            var text = Text.Clean(edit.BusinessNumber.Value, "businessNumber", 40, refusals);
            if (text is null)
                (vendor.BusinessNumber, vendor.NumberKind) = (null, BusinessNumberKind.None);
            else if (BusinessNumbers.Parse(text, "businessNumber", refusals) is { } parsed)
                (vendor.BusinessNumber, vendor.NumberKind) = parsed;
        }

        if (vendor.NumberKind != BusinessNumberKind.None)
            vendor.NoNumberReason = null;
        else if (vendor.NoNumberReason is null && !refusals.Any(r => r.Field == "businessNumber"))
            refusals.Add(new NoNumberReasonMissing { Field = "noNumberReason" });
    }

    /// <summary>A sealed field is written anew only when its text changed: sealing the same text twice gives different bytes.</summary>
    private static void ApplyPersonal(Vendor vendor, VendorEdit edit, PersonalData personal, List<Refusal> refusals)
    {
        if (!edit.Owner.Given && !edit.Phone.Given)
            return;
        var key = vendor.PersonKey ?? throw new InvalidOperationException("The vendor was read without its person key.");
        if (key.ErasedAt is not null)
        {
            refusals.Add(new PersonalDataDestroyed { Field = edit.Owner.Given ? "owner" : "phone" });
            return;
        }

        var (owner, phone) = personal.Open(key, vendor.OwnerName, vendor.Phone) is [var o, var p] ? (o, p) : default;
        if (edit.Owner.Given && Text.Clean(edit.Owner.Value, "owner", Vendor.NameLength, refusals) is var newOwner && newOwner != owner)
            (vendor.OwnerName, vendor.OwnerIndex) = (personal.Seal(key, newOwner), newOwner is null ? null : personal.Index(newOwner));
        if (edit.Phone.Given && CleanPhone(edit.Phone.Value, "phone", refusals) is var newPhone && newPhone != phone)
            (vendor.Phone, vendor.PhoneTail) = (personal.Seal(key, newPhone), TailOf(newPhone));
    }

    /// <summary>A telephone number as it was written, or null; a refusal when it cannot be one.</summary>
    public static string? CleanPhone(string? text, string field, List<Refusal> refusals)
    {
        var phone = Text.Clean(text, field, 30, refusals);
        if (phone is null)
            return null;
        var digits = Text.Digits(phone).Length;
        if (digits is >= 3 and <= 20 && phone.All(c => char.IsDigit(c) || c is '+' or '-' or '(' or ')' or ' ' or '.' or '~' or '/' or ','))
            return phone;
        refusals.Add(new PhoneMalformed { Field = field });
        return null;
    }

    /// <summary>The last four digits, by which people look numbers up; null when there are fewer.</summary>
    public static string? TailOf(string? phone) => phone is not null && Text.Digits(phone) is { Length: >= 4 } digits ? digits[^4..] : null;

    private static string? Optional(Change<string?> change, string? present, string field, int max, List<Refusal> refusals) =>
        change.Given ? Text.Clean(change.Value, field, max, refusals) : present;
}
