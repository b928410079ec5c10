using Microsoft.Extensions.Logging;

namespace SU7Tracker.Data;

internal static partial class Log
{
    [LoggerMessage(Level = LogLevel.Information, Message = "The database is migrated: {Storage}")]
    public static partial void Migrated(this ILogger logger, TrackerStorage storage);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The role {Role} may change or delete figures whatever it is granted here: it owns them, or is a superuser, or was granted it by somebody else"
    )]
    public static partial void RoleTooStrong(this ILogger logger, string role);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Author} recorded {Added} new and {Revised} revised of {What}")]
    public static partial void Recorded(this ILogger logger, string author, int added, int revised, string what);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Author} read a {Kind} file: {Added} new, {Revised} revised, {Unchanged} unchanged, {Rejected} rejected, committed {Committed}"
    )]
    public static partial void Imported(
        this ILogger logger,
        string author,
        FileKind? kind,
        int added,
        int revised,
        int unchanged,
        int rejected,
        bool committed);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "Loaded the history of {Vehicle}, version {Version}, {Figures} figures, in {Milliseconds} ms"
    )]
    public static partial void HistoryLoaded(this ILogger logger, string vehicle, long version, long figures, double milliseconds);

    [LoggerMessage(Level = LogLevel.Information, Message = "Listening for changes")]
    public static partial void Listening(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The change feed lost the database; trying again in {Milliseconds} ms")]
    public static partial void FeedLost(this ILogger logger, Exception exception, double milliseconds);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The standby could not be read; readers are served by the primary")]
    public static partial void StandbyNotRead(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "The standby answers again")]
    public static partial void StandbyAnswers(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "A commit stands, but the changes could not be read back; the next look at the changes will"
    )]
    public static partial void CatchUpPostponed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Error, Message = "A subscriber failed on change {Version} of '{Vehicle}'")]
    public static partial void SubscriberFailed(this ILogger logger, Exception exception, long version, string vehicle);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of another instance could not be used")]
    public static partial void MessageFailed(this ILogger logger, Exception exception);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token {Name} of {Owner} was added with scope {Scope}")]
    public static partial void TokenAdded(this ILogger logger, string name, string owner, string scope);

    [LoggerMessage(
        Level = LogLevel.Information,
        Message = "{Count} earlier tokens of {Name} were revoked, because the setting has changed"
    )]
    public static partial void TokensReplaced(this ILogger logger, string name, int count);

    [LoggerMessage(Level = LogLevel.Information, Message = "Token {Id} was revoked")]
    public static partial void TokenRevoked(this ILogger logger, string id);

    [LoggerMessage(Level = LogLevel.Information, Message = "The public record was loaded into the empty database")]
    public static partial void SampleLoaded(this ILogger logger);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "The security log could not be written: {Kind} of account '{Account}' from {Address}"
    )]
    public static partial void SecurityEventLost(
        this ILogger logger,
        Exception exception,
        SecurityKind kind,
        string account,
        string address);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} events older than {Days} days were deleted from the security log")]
    public static partial void SecurityLogTrimmed(this ILogger logger, int count, int days);
}
