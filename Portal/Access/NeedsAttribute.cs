using Microsoft.AspNetCore.Authorization;
using Portal.Domain.Access;

namespace Portal.Access;

/// <summary>A page or endpoint for those who hold a right in some scope. The services behind it check again, market by market.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute : AuthorizeAttribute
{
    public NeedsAttribute(Right right)
        : base(PolicyOf(right)) => Right = right;

    public Right Right { get; }

    /// <summary>The policy that stands for a right.</summary>
    public static string PolicyOf(Right right) => "right:" + right;
}
