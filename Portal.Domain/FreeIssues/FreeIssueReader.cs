using System.Net.Mail;
using Portal.Domain.Exchange.Columns;
using Portal.Domain.Exchange.Reading;
using Portal.Domain.Vouchers;

namespace Portal.Domain.FreeIssues;

/// <summary>A beneficiary as a file tells of him. Minor units.</summary>
/// <param name="Wallet">As written; null for none.</param>
public sealed record Beneficiary(int Row, string Name, string Identity, DateOnly Birth, string? Telephone, string? Email, long Face, int Count, string? Wallet);

/// <summary>A file of beneficiaries as it was read: whole, or with every fault at its cell.</summary>
/// <param name="Faults">Row and reason; the reason names the field. Empty for a good file.</param>
public sealed record BeneficiaryFile(TableFile Table, ColumnMapping Mapping, IReadOnlyList<Beneficiary> People, IReadOnlyList<(int Row, Refusal Reason)> Faults);

/// <summary>Reads lists of beneficiaries: every cell is looked at, so that all faults are told at once. No database, no clock but the day.</summary>
internal static class FreeIssueReader
{
    /// <summary>The most rows of a list.</summary>
    public const int MostRows = 20_000;

    private const int LeastPhone = 9;
    private const int MostPhone = 15;

    /// <summary>Reads an opened file; refused as a whole where a column is missing, or the rows are none or too many.</summary>
    public static Outcome<BeneficiaryFile> Read(TableFile file, VoucherTerms terms, DateOnly day)
    {
        var mapping = ColumnMapping.Automatic(file.Columns, FreeIssueColumns.All);
        var missing = mapping.Missing(FreeIssueColumns.All);
        if (missing.Count > 0)
            return missing.Select(Refusal (m) => new ColumnMissing(m.Labels.Ko) { Field = m.Key }).ToList();
        if (file.RowCount is 0 or > MostRows)
            return new ListSizeOutOfRange(MostRows);
        var reader = new RowReader(FreeIssueColumns.All, mapping);
        var (people, faults) = (new List<Beneficiary>(), new List<(int, Refusal)>());
        foreach (var row in file.Rows().Select(reader.Read))
        {
            var refusals = row.Refusals.ToList();
            Formulas(row, mapping, refusals);
            if (PersonOf(row, terms, day, refusals) is { } person && refusals.Count == 0)
                people.Add(person);
            faults.AddRange(refusals.DistinctBy(r => r.Field).Select(r => (row.Number, r)));
        }

        return new BeneficiaryFile(file, mapping, people, faults);
    }

    /// <summary>Text that a spreadsheet would reckon is nobody's name; a telephone number may begin with a plus.</summary>
    private static void Formulas(ImportedRow row, ColumnMapping mapping, List<Refusal> refusals)
    {
        foreach (var field in (string[])["name", "identity", "telephone", "email", "wallet"])
        {
            var text = mapping.ColumnOf(field) is { } at ? row.Source.At(at).Text.TrimStart() : "";
            if (text.Length > 0 && (text[0] is '=' or '@' or '-' || (text[0] == '+' && field != "telephone")))
                refusals.Add(new CellIsFormula { Field = field });
        }
    }

    private static Beneficiary? PersonOf(ImportedRow row, VoucherTerms terms, DateOnly day, List<Refusal> refusals)
    {
        var identity = row.Text("identity") is { } number ? IdentityNumbers.Parse(number, "identity", refusals) : null;
        var birth = row.Date("birth") ?? identity?.Birth;
        if (birth > day || (identity is { } told && birth is { } written && written != told.Birth))
            refusals.Add(new BirthDiffers { Field = row.Date("birth") is null ? "identity" : "birth" });
        var telephone = row.Text("telephone");
        if (telephone is not null && (telephone.Any(c => !char.IsAsciiDigit(c) && c is not ('-' or '+' or ' ' or '(' or ')')) || telephone.Count(char.IsAsciiDigit) is < LeastPhone or > MostPhone))
            refusals.Add(new TelephoneMalformed { Field = "telephone" });
        if (row.Text("email") is { } mail && !MailAddress.TryCreate(mail, out _))
            refusals.Add(new EmailUnfit { Field = "email" });
        if (row.Number64("faceValue") is { } face && !terms.FaceValues.Contains(face))
            refusals.Add(new FaceValueNotOffered(face) { Field = "faceValue" });
        if (refusals.Count > 0 || identity is null || birth is null)
            return null;
        return new Beneficiary(row.Number, row.Text("name")!, identity.Value.Digits, birth.Value, telephone, row.Text("email"), row.Number64("faceValue")!.Value, (int)row.Number64("count")!.Value, row.Text("wallet"));
    }
}

/// <summary>Not an e-mail address.</summary>
public sealed record EmailUnfit : Refusal;
