namespace Portal.Domain.Access;

/// <summary>User name and password do not belong together. The same answer whether the account exists, is disabled or has no password.</summary>
public sealed record SignInFailed : Refusal;

/// <summary>Too many failed tries from this browser or address; the account itself is not locked.</summary>
/// <param name="Seconds">How long to wait.</param>
public sealed record TooManyTries(int Seconds) : Refusal;

/// <summary>The code is wrong, too old, or was used before.</summary>
public sealed record CodeWrong : Refusal;

/// <summary>The link was used, replaced, or is older than <see cref="OneTimeLinks.Lifetime"/>.</summary>
public sealed record LinkExpired : Refusal;

/// <summary>The user name has a character other than letters, digits and <c>. - _ @ +</c>.</summary>
public sealed record UserNameNotAllowed : Refusal;

/// <summary>Somebody else has the user name.</summary>
public sealed record UserNameTaken : Refusal;

/// <summary>The password has fewer than <paramref name="Min"/> characters.</summary>
public sealed record PasswordTooShort(int Min) : Refusal;

/// <summary>The password is easily guessed: repeated or running characters, a well-known word, or the user's own name.</summary>
public sealed record PasswordTooSimple : Refusal;

/// <summary>The present password is wrong.</summary>
public sealed record PasswordWrong : Refusal;

/// <summary>There is no such user.</summary>
public sealed record UserUnknown : Refusal;

/// <summary>A user needs at least one role.</summary>
public sealed record RoleMissing : Refusal;

/// <summary>The role is for machines with an API key, not for people.</summary>
public sealed record RoleForMachines : Refusal;

/// <summary>The scope names no region, or a market that does not exist.</summary>
public sealed record ScopeUnknown : Refusal;

/// <summary>Nobody would be left who may manage users.</summary>
public sealed record LastAdministrator : Refusal;

/// <summary>Nobody shuts their own account.</summary>
public sealed record NotOneself : Refusal;

/// <summary>The portal has its first administrator already.</summary>
public sealed record AlreadySetUp : Refusal;

/// <summary>There is no such session of this person.</summary>
public sealed record SessionUnknown : Refusal;

/// <summary>The key does not exist or was revoked.</summary>
public sealed record ApiKeyUnknown : Refusal;

/// <summary>A rate is 1 to <paramref name="Max"/> requests a second.</summary>
public sealed record RateNotAllowed(int Max) : Refusal;

/// <summary>The owner does not hold the key's role within its scope.</summary>
public sealed record OwnerLacksRole : Refusal;

/// <summary>The last day is before the first, or in the past, or more than a year away.</summary>
public sealed record DatesNotAllowed : Refusal;

/// <summary>The amount is not above zero, or its currency is unknown.</summary>
public sealed record AmountNotAllowed : Refusal;

/// <summary>Only a person who holds the role, in their own right, passes it on; and not to themselves or a machine.</summary>
public sealed record DelegationNotAllowed : Refusal;

/// <summary>The delegation does not exist or has ended.</summary>
public sealed record DelegationUnknown : Refusal;

/// <summary>Whoever made something does not approve it, nor does anybody in their name.</summary>
public sealed record MakerMayNotApprove : Refusal;

/// <summary>The act needs a fresh proof of presence.</summary>
/// <param name="What">What to step up for: see <see cref="StepUp"/>.</param>
public sealed record StepUpNeeded(string What) : Refusal;
