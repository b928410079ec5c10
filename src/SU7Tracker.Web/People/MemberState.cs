namespace SU7Tracker.Web.People;

/// <summary>Whether somebody can come in.</summary>
public enum MemberState
{
    /// <summary>They can.</summary>
    Active,
    /// <summary>They have not used their link yet.</summary>
    Invited,
    /// <summary>Failed sign-ins have locked the account for some minutes.</summary>
    Locked,
    /// <summary>An admin has disabled the account.</summary>
    Disabled,
}
