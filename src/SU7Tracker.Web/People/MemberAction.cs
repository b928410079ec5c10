namespace SU7Tracker.Web.People;

/// <summary>What an admin may do to an account.</summary>
public enum MemberAction
{
    /// <summary>Let it write.</summary>
    MakeAdmin,
    /// <summary>Let it read only.</summary>
    MakeAnalyst,
    /// <summary>End its sessions.</summary>
    EndSessions,
    /// <summary>Take password and second steps away and make a link for new ones.</summary>
    Reset,
    /// <summary>Keep it out.</summary>
    Disable,
    /// <summary>Let it in again.</summary>
    Enable,
    /// <summary>Replace name and address.</summary>
    Forget,
}
