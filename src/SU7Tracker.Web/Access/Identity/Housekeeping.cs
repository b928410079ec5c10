using SU7Tracker.Data;
using SU7Tracker.Web.Importing;

namespace SU7Tracker.Web.Access;

/// <summary>
/// Writes every minute when tokens were used last, and deletes once a day what the security log need not keep any more, and imports that
/// nobody goes on with.
/// </summary>
internal sealed class Housekeeping(
    Tokens tokens,
    SecurityLog security,
    OpenImports imports,
    IConfiguration configuration,
    TimeProvider clock,
    ILogger<Housekeeping> logger)
    : BackgroundService
{
    /// <summary>The setting that says how many days security events are kept.</summary>
    public const string KeepDaysSetting = "Log:KeepSecurityDays";
    private const int KeepDays = 400;
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1), Day = TimeSpan.FromDays(1);

    private readonly int _keepDays = KeepDaysOf(configuration);

    /// <summary>How many days security events are kept; 0 for ever.</summary>
    /// <exception cref="InvalidOperationException">The setting is shorter than what the database lets go.</exception>
    private static int KeepDaysOf(IConfiguration configuration) =>
        configuration.GetValue(KeepDaysSetting, KeepDays) is var days && days is 0 or >= SecurityLog.LeastDays ? days
        : throw new InvalidOperationException($"{KeepDaysSetting} is {days}; it can be 0, for ever, or {SecurityLog.LeastDays} and more.");

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Minute, clock);
        long? trimmedAt = null;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await tokens.WriteUsesAsync(stoppingToken);
                if (trimmedAt is null || clock.GetElapsedTime(trimmedAt.Value) >= Day)
                {
                    if (_keepDays > 0)
                    {
                        await security.TrimAsync(_keepDays, stoppingToken);
                    }
                    if (await imports.TrimAsync(ImportDesk.Age, stoppingToken) is > 0 and var trimmed)
                    {
                        logger.ImportsTrimmed(trimmed, ImportDesk.Age.TotalDays);
                    }
                    trimmedAt = clock.GetTimestamp();
                }
            }
            catch (Exception away) when (Faults.IsEnvironmental(away))
            {
                logger.HousekeepingPostponed(Faults.MessageOf(away));
            }
#pragma warning disable CA1031 // Whatever fails here must not stop the program.
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
#pragma warning restore CA1031
            {
                logger.HousekeepingFailed(failure);
            }
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await tokens.WriteUsesAsync(cancellationToken);
        }
        catch (Exception away) when (Faults.IsEnvironmental(away) || away is OperationCanceledException)
        {
            logger.HousekeepingPostponed(Faults.MessageOf(away));
        }
    }
}
