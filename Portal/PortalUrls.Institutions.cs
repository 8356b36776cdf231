namespace Portal;

/// <summary>The pages of the institutions that buy vouchers, and of their orders.</summary>
public static partial class PortalUrls
{
    public const string Institutions = "/institutions";
    public const string InstitutionOrders = "/institution-orders";
    public const string PrintInstitutionOrders = "/print/institution-orders";
    public const string PrintInstitutionDeliveries = "/print/institution-deliveries";

    /// <summary>An institution's record.</summary>
    public static string Institution(string code) => $"{Institutions}/{code}";

    /// <summary>An order's record.</summary>
    public static string InstitutionOrder(string code) => $"{InstitutionOrders}/{code}";

    /// <summary>The purchase certificate of an order, to be printed.</summary>
    public static string PrintInstitutionOrder(string code) => $"{PrintInstitutionOrders}/{code}";

    /// <summary>The delivery note of a part of an order, to be printed.</summary>
    public static string PrintInstitutionDelivery(string code, int place) => $"{PrintInstitutionDeliveries}/{code}/{place}";
}
