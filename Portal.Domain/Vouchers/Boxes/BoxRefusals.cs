namespace Portal.Domain.Vouchers.Boxes;

/// <summary>There is no such box.</summary>
public sealed record BoxNotFound : Refusal;

/// <summary>The box is in another state than that takes.</summary>
public sealed record BoxStateUnfit(BoxState State) : Refusal;

/// <summary>Nothing is in the box.</summary>
public sealed record BoxEmpty : Refusal;

/// <summary>The box holds no more.</summary>
public sealed record BoxFull(int Max) : Refusal;

/// <summary>The voucher was not presented at a counter: it has no place in a box.</summary>
public sealed record PieceNotPresented : Refusal;

/// <summary>The bundle that it came in is not closed.</summary>
public sealed record PieceBundleOpen(string Bundle) : Refusal;

/// <summary>It lies in another box.</summary>
public sealed record PieceBoxedElsewhere(string Box) : Refusal;

/// <summary>Everything of the bundle lies in boxes already, or nothing of it was taken.</summary>
public sealed record NothingToBox : Refusal;

/// <summary>Who gave the box does not sign for receiving it.</summary>
public sealed record GiverMayNotReceive : Refusal;

/// <summary>Who opened, sealed or gave the box knows what is in it and does not count it; nor does anybody a third time.</summary>
public sealed record MayNotCount : Refusal;

/// <summary>The count differs from the list, or says nothing yet.</summary>
public sealed record CountsDiffer : Refusal;

/// <summary>Who filled, sealed or counted the box does not let a difference stand.</summary>
public sealed record MayNotSettle : Refusal;

/// <summary>A destruction takes witnesses: so many, different from each other and from who records it.</summary>
public sealed record WitnessesMissing(int Min) : Refusal;

/// <summary>The day lies in the future, or before the box was counted.</summary>
public sealed record DestructionDayWrong(DateOnly From, DateOnly Until) : Refusal;

/// <summary>The photo of the destruction is missing.</summary>
public sealed record DestructionPhotoMissing : Refusal;

/// <summary>There is no such record of a destruction.</summary>
public sealed record DestructionNotFound : Refusal;
