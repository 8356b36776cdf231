using Microsoft.AspNetCore.Identity;

namespace Portal.Domain.Access;

/// <summary>
/// What a password must be: ten characters or more, and not among what is guessed first. No rules about kinds of characters, and no expiry
/// (NIST SP 800-63B, OWASP ASVS 5.0 chapter 6).
/// </summary>
public sealed class PasswordRules : IPasswordValidator<PortalUser>
{
    public const int MinLength = 10;
    public const int MaxLength = 200;
    private const int LeastDifferent = 5;
    private static readonly string[] Words = ["password", "passw0rd", "qwerty", "letmein", "welcome", "iloveyou", "administrator", "portal", "market", "12345678", "abcdefgh", "asdfgh", "1q2w3e4r", "qwer1234"];

    /// <summary>Null when the password will do.</summary>
    public static Refusal? Check(string userName, string? password)
    {
        if (password is null || password.Length < MinLength)
            return new PasswordTooShort(MinLength) { Field = "password" };
        if (password.Length > MaxLength)
            return new TextTooLong(MaxLength) { Field = "password" };
        return IsSimple(userName, password) ? new PasswordTooSimple { Field = "password" } : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<PortalUser> manager, PortalUser user, string? password) => Task.FromResult(
        Check(user.UserName ?? "", password) is { } refusal ? IdentityResult.Failed(new IdentityError { Code = refusal.Code }) : IdentityResult.Success);

    private static bool IsSimple(string userName, string password)
    {
        var folded = password.ToLowerInvariant();
        if (folded.Distinct().Count() < LeastDifferent || Runs(folded))
            return true;
        // What is left without a well-known word or the own name has to carry the password.
        var rest = Words.Append(userName.ToLowerInvariant()).Where(w => w.Length >= 4).Aggregate(folded, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return rest.Length < folded.Length && rest.Distinct().Count() < LeastDifferent;
    }

    /// <summary>True when nearly every character follows its neighbour in the alphabet or repeats it: 1234567890, aaaabbbbcc.</summary>
    private static bool Runs(string text)
    {
        var steps = 0;
        for (var i = 1; i < text.Length; i++)
            steps += Math.Abs(text[i] - text[i - 1]) <= 1 ? 1 : 0;
        return steps >= text.Length - 3;
    }
}
