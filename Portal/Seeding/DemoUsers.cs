using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Access;
using Portal.Domain.Storage;

namespace Portal.Seeding;

/// <summary>How one signs in to the demo.</summary>
internal sealed record DemoSignIn(string Role, string Email, string Password);

/// <summary>One person for every role that people hold. A terminal is a machine and has keys, not a sign-in.</summary>
internal static class DemoUsers
{
    private static readonly (Role Role, string Email, string Name, ScopeKind Scope)[] People =
    [
        (Role.Administrator, "administrator", "시범 관리자", ScopeKind.All),
        (Role.MarketManager, "manager", "시범 시장관리자", ScopeKind.Market),
        (Role.Inspector, "inspector", "시범 점검원", ScopeKind.Region),
        (Role.PermitReviewer, "permits", "시범 인허가담당", ScopeKind.Region),
        (Role.FinanceOfficer, "finance", "시범 정산담당", ScopeKind.All),
        (Role.FinanceApprover, "finance-approver", "시범 정산승인", ScopeKind.All),
        (Role.VoucherOfficer, "vouchers", "시범 상품권담당", ScopeKind.All),
        (Role.VoucherApprover, "voucher-approver", "시범 상품권승인", ScopeKind.All),
        (Role.CaseDecider, "cases", "시범 처분담당", ScopeKind.Region),
        (Role.Laboratory, "laboratory", "시범 검사실", ScopeKind.All),
        (Role.Auditor, "auditor", "시범 감사", ScopeKind.All),
    ];

    /// <summary>Makes the users, or gives those that are there new passwords; the caller saves.</summary>
    public static async Task<IReadOnlyList<DemoSignIn>> PutAsync(PortalDbContext db, long marketId, DateTime now, CancellationToken cancellation)
    {
        var hasher = new PasswordHasher<PortalUser>();
        var known = await db.Users.Where(u => u.IsDemo).ToDictionaryAsync(u => u.Email!, cancellation);
        var signIns = new List<DemoSignIn>();
        foreach (var (role, account, name, scope) in People)
        {
            var email = account + "@demo.invalid";
            if (!known.TryGetValue(email, out var user))
                db.Users.Add(user = Make(email, name, now, new UserGrant { Role = role, Scope = scope, Region = scope == ScopeKind.Region ? DemoMarkets.Region : null, MarketId = scope == ScopeKind.Market ? marketId : null }));
            var password = OneTimeSecret.Typed(4);
            user.PasswordHash = hasher.HashPassword(user, password);
            user.SecurityStamp = Guid.NewGuid().ToString("N");
            signIns.Add(new DemoSignIn(RoleNames.Of(role), email, password));
        }

        return signIns;
    }

    private static PortalUser Make(string email, string name, DateTime now, UserGrant grant)
    {
        var user = new PortalUser
        {
            UserName = email,
            NormalizedUserName = email.ToUpperInvariant(),
            Email = email,
            NormalizedEmail = email.ToUpperInvariant(),
            EmailConfirmed = true,
            DisplayName = name,
            IsDemo = true,
            LockoutEnabled = true,
            CreatedAt = now,
        };
        user.Grants.Add(grant);
        return user;
    }
}
