using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.DependencyInjection;

namespace SU7Tracker.Data;

/// <summary>Someone who may sign in.</summary>
public sealed class TrackerUser : IdentityUser
{
    /// <summary>The role that reads and writes.</summary>
    public const string AdminRole = "Admin";

    /// <summary>The longest name, in characters.</summary>
    public const int MaxNameLength = 100;

    /// <summary>How long failed sign-ins lock an account at most; one that is locked for longer was disabled by an admin.</summary>
    public static readonly TimeSpan LongestByMistake = TimeSpan.FromDays(1);

    /// <summary>What the person is called; may be empty.</summary>
    public string Name { get; set; } = "";
    /// <summary>When name and address were replaced for good; null while they are known.</summary>
    public DateTimeOffset? ForgottenAt { get; set; }

    /// <summary>Whether an admin has disabled the account.</summary>
    public bool IsDisabled(DateTimeOffset now) => LockoutEnd > now + LongestByMistake;
}
