namespace Portal.Components.Pages.Vendors;

/// <summary>What can be done to a vendor's right to trade.</summary>
public enum StandingAct
{
    Suspend,
    Reinstate,
    Close,
}
