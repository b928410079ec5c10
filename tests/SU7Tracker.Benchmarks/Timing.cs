using System.Diagnostics;
using System.Globalization;

namespace SU7Tracker.Benchmarks;

/// <summary>
/// Times a piece of work in this process: warmed up, repeated, the median told with the fastest run and the bytes allocated.
/// </summary>
internal static class Timing
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(1_500);
    private const int Runs = 41;

    /// <summary>Begins a section of the report: what is measured, and how.</summary>
    public static void Section(string title, string how) => Console.WriteLine($"\n## {title}\n\n{how}\n");

    /// <summary>Writes a row of the table that <see cref="Heading"/> begins.</summary>
    public static void Row(string what, Action work)
    {
        for (var clock = Stopwatch.StartNew(); clock.Elapsed < WarmUp;)
        {
            work();
        }
        var times = new double[Runs];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Runs; i++)
        {
            var start = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        }
        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / Runs;
        Array.Sort(times);
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {times[Runs / 2]:0.00} ms | {times[0]:0.00} ms | {bytes / 1024.0:N0} KiB |"));
    }

    /// <summary>Writes a row of what takes too long to be repeated.</summary>
    public static void Once(string what, Action work)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        var start = Stopwatch.GetTimestamp();
        work();
        var took = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"| {what} | {took:N0} ms | | {(GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0:N0} KiB |"));
    }

    /// <summary>Begins a table.</summary>
    public static void Heading() => Console.WriteLine("| what | median | fastest | allocated |\n| --- | ---: | ---: | ---: |");

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> of) => of.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : 0;
}
