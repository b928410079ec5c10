using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SU7Tracker.Benchmarks;

/// <summary>Drives a server with <c>wrk</c>.</summary>
internal static partial class Wrk
{
    /// <summary>Asks for one address over and over, on 16 connections, for some seconds.</summary>
    /// <exception cref="InvalidOperationException">A request failed.</exception>
    public static async Task<(double PerSecond, long Requests)> LoadAsync(Tracker server, string path, string[] headers, int seconds)
    {
        var start = new ProcessStartInfo(
            "wrk",
            ["-t1", "-c16", $"-d{seconds}s", .. headers.SelectMany(h => new[] { "-H", h }), new Uri(server.Address, path).ToString()])
        {
            RedirectStandardOutput = true,
        };
        using var wrk = Process.Start(start)!;
        var said = await wrk.StandardOutput.ReadToEndAsync();
        await wrk.WaitForExitAsync();
        if (
            said.Contains("Non-2xx", StringComparison.Ordinal)
            || said.Contains("Socket errors", StringComparison.Ordinal)
            || wrk.ExitCode != 0)
        {
            throw new InvalidOperationException(said);
        }
        return (
            double.Parse(PerSecond().Match(said).Groups[1].Value, CultureInfo.InvariantCulture),
            long.Parse(Requests().Match(said).Groups[1].Value, CultureInfo.InvariantCulture));
    }

    [GeneratedRegex(@"Requests/sec:\s+([\d.]+)")]
    private static partial Regex PerSecond();

    [GeneratedRegex(@"(\d+) requests in")]
    private static partial Regex Requests();
}
