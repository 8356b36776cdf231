using System.Text.RegularExpressions;

namespace Portal.Tests.Style;

/// <summary>What the code looks like: short files and methods, plain names, and one direction between the capabilities.</summary>
public sealed partial class StyleTests
{
    private const int LongestFile = 300;
    private const int LongestMethod = 50;

    /// <summary>What each capability of the domain may use, beside itself and the values in the root.</summary>
    private static readonly Dictionary<string, string[]> MayUse = new()
    {
        ["Storage"] = ["Access", "Attachments", "Auditing", "Documents", "Exchange", "Fraud", "FreeIssues", "Institutions", "Jobs", "Ledger", "Markets", "Partners", "Payments", "Privacy", "Reconciliation", "Settlement", "Terminals", "Vendors", "Vouchers", "Wallets", "Webhooks"],
        ["Access"] = ["Storage", "Auditing", "Privacy", "Lists", "Markets"],
        ["Auditing"] = ["Storage", "Access", "Privacy", "Lists"],
        ["Privacy"] = ["Storage"],
        ["Documents"] = ["Storage"],
        ["Jobs"] = ["Storage", "Access"],
        ["Lists"] = ["Storage"],
        ["Markets"] = ["Storage", "Auditing", "Access", "Lists", "Exchange"],
        ["Vendors"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Documents", "Exchange", "Markets"],
        // Registries bring their columns to the import; of them it knows only the market that rows without one belong to.
        ["Exchange"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Documents", "Jobs", "Markets"],
        ["Attachments"] = ["Storage", "Auditing", "Access", "Privacy", "Documents", "Markets", "Vendors"],
        ["Ledger"] = ["Storage", "Access", "Lists", "Markets"],
        ["Terminals"] = ["Storage", "Auditing", "Access", "Lists", "Markets"],
        ["Wallets"] = ["Storage", "Auditing", "Access", "Lists", "Ledger", "Markets"],
        ["Webhooks"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Markets"],
        ["Payments"] = ["Storage", "Attachments", "Auditing", "Access", "Lists", "Privacy", "Documents", "Ledger", "Markets", "Terminals", "Vendors", "Wallets", "Webhooks"],
        ["Partners"] = ["Storage", "Auditing", "Access", "Lists", "Ledger", "Markets", "Payments"],
        ["Vouchers"] = ["Storage", "Attachments", "Auditing", "Access", "Lists", "Privacy", "Documents", "Jobs", "Ledger", "Markets", "Payments", "Vendors", "Wallets"],
        ["FreeIssues"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Documents", "Exchange", "Ledger", "Markets", "Payments", "Vendors", "Vouchers", "Wallets"],
        ["Institutions"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Ledger", "Markets", "Payments", "Vendors", "Vouchers"],
        ["Fraud"] = ["Storage", "Attachments", "Auditing", "Access", "Lists", "Privacy", "Documents", "Jobs", "Ledger", "Markets", "Vendors", "Payments", "Vouchers", "Wallets"],
        ["Settlement"] = ["Storage", "Auditing", "Access", "Lists", "Privacy", "Documents", "Jobs", "Ledger", "Markets", "Vendors", "Payments", "Exchange"],
        ["Reconciliation"] = ["Storage", "Auditing", "Access", "Documents", "Jobs"],
        ["MerchantQr"] = ["Storage", "Access", "Lists", "Markets", "Vendors"],
        // What the portal does by itself reaches into all that grows old.
        ["Upkeep"] = ["Storage", "Access", "Privacy", "Documents", "Exchange", "Jobs", "Markets", "Vendors", "Attachments", "Reconciliation"],
        ["Backups"] = ["Storage", "Documents", "Privacy"],
        ["Verification"] = ["Storage", "Attachments", "Auditing", "Access", "Privacy", "Documents", "Exchange", "Ledger", "Markets", "Vendors"],
    };

    /// <summary>Data Protection asks for an IXmlRepository, whose methods are synchronous; its name and its waiting are not ours.</summary>
    private static readonly string[] Foreign = ["Portal/Access/DatabaseKeyRepository.cs"];

    [Fact]
    public void Capabilities_UseOnlyWhatTheTableAllows()
    {
        var wrong = new List<string>();
        foreach (var file in SourceFile.All("Portal.Domain").Where(f => !f.IsGenerated))
        {
            var from = file.Path.Split('/') is [_, var folder, _, ..] ? folder : null;
            foreach (var to in Domain().Matches(file.Code).Select(m => m.Groups[1].Value).Distinct().Where(to => to != from && from is not null && Directory.Exists(Path.Combine(SourceTree.Root, "Portal.Domain", to))))
            {
                if (!MayUse.TryGetValue(from!, out var allowed) || !allowed.Contains(to))
                    wrong.Add($"{file.Path} uses {to}");
            }

            if (file.Code.Contains("AspNetCore.Components", StringComparison.Ordinal))
                wrong.Add($"{file.Path} knows Blazor");
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void Entities_KnowNoEntityFramework() => Assert.Empty(SourceFile.All("Portal.Domain")
        .Where(f => f.Code.Contains("IAudited\n", StringComparison.Ordinal) && f.Code.Contains("using Microsoft.EntityFrameworkCore", StringComparison.Ordinal))
        .Select(f => f.Path));

    [Fact]
    public void Files_AreShort() => Assert.Empty(SourceFile.Everywhere().Where(f => f.Lines.Length > LongestFile).Select(f => $"{f.Path}: {f.Lines.Length} lines"));

    [Fact]
    public void Methods_AreShort() => Assert.Empty(SourceFile.Everywhere()
        .SelectMany(f => f.Blocks().Where(b => b.Lines > LongestMethod).Select(b => $"{f.Path}:{b.First}: {b.Lines} lines")));

    [Fact]
    public void Names_SayWhatAThingIs() => Assert.Empty(SourceFile.Everywhere().Where(f => !Foreign.Contains(f.Path) && (Vague().IsMatch(f.Path) || VagueType().IsMatch(f.Code))).Select(f => f.Path));

    [Fact]
    public void Source_HoldsNothingUnwanted() => Assert.Empty(SourceFile.Everywhere()
        .Where(f => f.Path != "Portal.Tests/Style/StyleTests.cs" && !Foreign.Contains(f.Path))
        .SelectMany(f => Unwanted.SelectMany(u => u.Pattern.Matches(f.Code).Select(m => $"{f.Path}:{f.LineOf(m.Index)}: {u.Name}"))));

    [Fact]
    public void Product_NeverBlocksOnATask() => Assert.Empty(SourceFile.Everywhere()
        .Where(f => f.Code.Contains(".GetAwaiter().GetResult()", StringComparison.Ordinal) && !f.Path.StartsWith("Portal.Tests/", StringComparison.Ordinal) && !Foreign.Contains(f.Path)).Select(f => f.Path));

    [Fact]
    public void CatchOfEveryException_ThrowsOn() => Assert.Empty(SourceFile.Everywhere()
        .SelectMany(f => CatchAll().Matches(f.Bare).Where(m => !f.BlockAfter(m.Index).Contains("throw;", StringComparison.Ordinal)).Select(m => $"{f.Path}:{f.LineOf(m.Index)}")));

    [Fact]
    public void Catch_DoesSomethingOrSaysWhyNot() => Assert.Empty(SourceFile.Everywhere()
        .SelectMany(f => Catch().Matches(f.Bare).Where(m => string.IsNullOrWhiteSpace(f.BlockAfter(m.Index).Trim('{', '}'))).Select(m => $"{f.Path}:{f.LineOf(m.Index)}")));

    /// <summary>Behind a connector is the outside world: acquirers and partners bring the others.</summary>
    [Fact]
    public void InterfacesOfTheDomain_HaveMoreThanOneImplementation()
    {
        var types = typeof(Domain.Money).Assembly.GetTypes();
        Assert.Empty(types.Where(t => t.IsInterface && !t.IsNested && t != typeof(Domain.Payments.ITenderConnector) && types.Count(c => c.IsClass && c.IsAssignableTo(t)) < 2).Select(t => t.FullName));
    }

    [Fact]
    public void Blocks_OfAMethodAmongTypesStringsAndComments_AreFound()
    {
        var file = SourceFile.Of("x.cs", "class A\n{\n    // {\n    string B() => \"{\";\n\n    void C()\n    {\n        if (true) { }\n    }\n}\n");
        Assert.Equal(new Block(7, 3), Assert.Single(file.Blocks()));
    }

    [Fact]
    public void Program_IsShort() => Assert.True(SourceFile.Everywhere().Single(f => f.Path == "Portal/Program.cs").Lines.Length <= 80);

    private static readonly (string Name, Regex Pattern)[] Unwanted =
    [
        ("#region", new Regex(@"^\s*#region", RegexOptions.Multiline)),
        ("Thread.Sleep", new Regex(@"\bThread\.Sleep\(")),
        ("work left for later", new Regex(@"//.*\b(TODO|FIXME|HACK)\b")),
        ("async void", new Regex(@"\basync void\b")),
        ("warning switched off without a word", new Regex(@"(?<!//[^\n]*\n)^\s*#pragma warning disable", RegexOptions.Multiline)),
    ];

    [GeneratedRegex(@"\bPortal\.Domain\.(\w+)")]
    private static partial Regex Domain();

    [GeneratedRegex(@"(^|/)(Common|Helpers?|Utils?|Utilities|Misc|Shared\.cs)(/|\.cs$)|(Helper|Utils|Manager|Repository|Mediator|Mapper)\.cs$")]
    private static partial Regex Vague();

    [GeneratedRegex(@"\b(class|record|struct|interface) \w*(Helper|Helpers|Utils|Manager|Repository|Mapper)\b")]
    private static partial Regex VagueType();

    [GeneratedRegex(@"\bcatch\s*(\(Exception( \w+)?\)\s*)?\{")]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"\bcatch\b")]
    private static partial Regex Catch();
}
