namespace SU7Tracker.Web;

/// <summary>The messages that the program logs.</summary>
internal static partial class Log
{
    [LoggerMessage(LogLevel.Warning, "There is no admin yet. Within 24 hours the first one is set up, once, at {Link}")]
    public static partial void SetupLink(this ILogger logger, string link);

    [LoggerMessage(
        LogLevel.Warning,
        "Admin:Password is shorter than the {Length} characters that people are asked for; change it after signing in"
    )]
    public static partial void ShortPassword(this ILogger logger, int length);

    [LoggerMessage(LogLevel.Warning, "Others may read the data folder {Folder}: {Reason}")]
    public static partial void FolderNotClosed(this ILogger logger, string folder, string reason);

    [LoggerMessage(LogLevel.Information, "{Email} is the first admin")]
    public static partial void FirstAdminCreated(this ILogger logger, string email);

    [LoggerMessage(LogLevel.Warning, "Sign-in failed from {Address}")]
    public static partial void SignInFailed(this ILogger logger, System.Net.IPAddress? address);

    [LoggerMessage(LogLevel.Warning, "A passkey of {Account} was refused: {Reason}")]
    public static partial void PasskeyRefused(this ILogger logger, string account, string reason);

    [LoggerMessage(LogLevel.Information, "{Account} added a passkey")]
    public static partial void PasskeyAdded(this ILogger logger, string account);

    [LoggerMessage(LogLevel.Information, "{Account} removed a passkey")]
    public static partial void PasskeyRemoved(this ILogger logger, string account);

    [LoggerMessage(LogLevel.Information, "{Account} signed in")]
    public static partial void SignedIn(this ILogger logger, string account);

    [LoggerMessage(
        LogLevel.Warning,
        "A page of {Origin} asked for a live connection to {Host} and was refused; behind a proxy pass on Host and name it in Proxies:Known"
    )]
    public static partial void ForeignOrigin(this ILogger logger, string origin, string host);

    [LoggerMessage(LogLevel.Debug, "A page was not told of a change of '{Vehicle}'")]
    public static partial void PageNotTold(this ILogger logger, Exception exception, string vehicle);

    [LoggerMessage(LogLevel.Debug, "Other instances were not told who has the grid open: {Reason}")]
    public static partial void PresenceNotTold(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "What was said of an open import is not in the database yet; it is tried again: {Reason}")]
    public static partial void ImportNotKept(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "{Count} open imports of which nothing was said for {Days} days were removed")]
    public static partial void ImportsTrimmed(this ILogger logger, int count, double days);

    [LoggerMessage(LogLevel.Warning, "Webhooks are told later, because the database does not answer: {Reason}")]
    public static partial void WebhooksPostponed(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Information, "Webhook {Id} did not take attempt {Attempt}: {Status} {Error}")]
    public static partial void WebhookFailed(this ILogger logger, string id, int attempt, int? status, string error);

    [LoggerMessage(LogLevel.Error, "The database did not serve a request: {Reason}")]
    public static partial void DatabaseUnavailable(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Warning, "The database does not answer yet: {Storage}: {Reason}")]
    public static partial void DatabaseAwaited(this ILogger logger, Data.TrackerStorage storage, string reason);

    [LoggerMessage(LogLevel.Critical, "The program ends, because its database cannot be used: {Storage}: {Reason}")]
    public static partial void NoDatabase(this ILogger logger, Data.TrackerStorage storage, string reason);

    [LoggerMessage(LogLevel.Error, "Webhooks could not be told; it is tried again")]
    public static partial void WebhooksFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Error, "The security log was not trimmed or the uses of tokens were not written; both are tried again")]
    public static partial void HousekeepingFailed(this ILogger logger, Exception exception);

    [LoggerMessage(LogLevel.Warning, "The security log was not trimmed and the uses of tokens were not written; both are tried again: {Reason}")]
    public static partial void HousekeepingPostponed(this ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "The import of {Name} failed.")]
    public static partial void ImportFailed(this ILogger logger, Exception failed, string name);
}
