using System.Globalization;
using Portal.Domain.Access;
using Portal.Domain.Auditing;
using Portal.Resources;

namespace Portal.Components.Shared;

/// <summary>How the audit trail's own words read: who acted, on what, and from where.</summary>
public static class AuditWords
{
    /// <summary>The name that the actor had then; of a key with what it is.</summary>
    public static string Who(ActorKind kind, string name, CultureInfo culture) => kind switch
    {
        ActorKind.System => Texts.In(culture, "audit.ActorKind_System"),
        ActorKind.ApiKey => Texts.In(culture, "audit.byKey", name),
        _ => name,
    };

    /// <summary>A person's name; what the portal does by itself says so.</summary>
    public static string Person(string name, CultureInfo culture) => name == Actor.System("").Name ? Texts.In(culture, "audit.ActorKind_System") : name;

    /// <summary>A kind of record; the code itself where nobody gave it a name.</summary>
    public static string Kind(string kind, CultureInfo culture) => Texts.Find(culture, "audit.kind_" + kind) ?? kind;

    /// <summary>An act among others to choose from: with the kind of record, where its name does not say it.</summary>
    public static string Act(string act, CultureInfo culture)
    {
        var (kind, name) = (Kind(act[..act.IndexOf('.', StringComparison.Ordinal)], culture), RecordWords.Action(act, culture));
        return name.Contains(kind, StringComparison.OrdinalIgnoreCase) ? name : $"{kind} · {name}";
    }

    /// <summary>What the record was called; a role by its name, a bare number as one. A sign-in is called by its address, which stands beside it anyway.</summary>
    public static string Record(AuditLine line, CultureInfo culture) =>
        line.RecordKind == "session" ? "" :
        RoleNames.TryParse(line.RecordCode, out var role) && line.RecordKind is "user" or "delegation" ? Texts.In(culture, $"access.Role_{role}")
        : line.RecordCode.All(char.IsAsciiDigit) && line.RecordCode.Length > 0 ? "#" + line.RecordCode
        : Subject(line.RecordKind, line.RecordCode, culture);

    /// <summary>What a record is called, where its own name holds codes: of rules the subject and the first day, of a budget the year.</summary>
    public static string Subject(string kind, string code, CultureInfo culture) => (kind, code.Split('/')) switch
    {
        ("voucher_rule", [_, var subject, var from]) when Texts.Find(culture, "vouchers.RuleSubject_" + subject) is { } name && DateOnly.TryParse(from, CultureInfo.InvariantCulture, out var day) =>
            $"{name} {day.ToString(Texts.In(culture, "formats.shortDate"), culture)}",
        ("funder_budget", [_, var year]) => Texts.In(culture, "vouchers.year_of", year),
        _ => code,
    };

    /// <summary>An address as it is; what the portal does by itself in words.</summary>
    public static string From(string from, CultureInfo culture) => Texts.Find(culture, "audit.from_" + from.Replace(' ', '_')) ?? from;
}
