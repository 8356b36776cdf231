namespace Portal;

/// <summary>The pages of vendors' part in voucher programmes, and the balance of a voucher for whoever holds it.</summary>
public static partial class PortalUrls
{
    public const string Enrolments = "/voucher-enrolments";
    public const string Balances = "/v";

    /// <summary>A vendor's part in a programme.</summary>
    public static string Enrolment(string id) => $"{Enrolments}/{id}";

    /// <summary>The photo of the visit to his stall.</summary>
    public static string EnrolmentVisitPhoto(string id) => $"{Enrolments}/{id}/visit-photo";

    /// <summary>What was shown for a higher cap.</summary>
    public static string EnrolmentEvidence(string id) => $"{Enrolments}/{id}/cap-evidence";

    /// <summary>What is left of the voucher with this token, for everybody.</summary>
    public static string Balance(string token) => $"{Balances}/{token}";
}
