using System.Globalization;
using SU7Tracker.Benchmarks;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Run by hand: tests/load/run.sh, or one part by dotnet run -c Release --project tests/SU7Tracker.Benchmarks -- http
switch (args)
{
    case ["curve"]:
        CurveBenchmark.Run();
        return 0;
    case ["estimate"]:
        EstimateBenchmark.Run();
        return 0;
    case ["busy", .. var rest]:
        await BusyBenchmark.RunAsync(Number(rest, 0, 20));
        return 0;
    case ["http", .. var rest]:
        await HttpBenchmark.RunAsync(Number(rest, 0, 15));
        return 0;
    case ["log", .. var rest]:
        await LogBenchmark.RunAsync(Number(rest, 0, 15));
        return 0;
    case ["cold", .. var rest]:
        await ColdBenchmark.RunAsync(Number(rest, 0, 21));
        return 0;
    case ["growth", .. var rest]:
        await GrowthBenchmark.RunAsync(Number(rest, 0, 10_000_000), Number(rest, 1, 41));
        return 0;
    case ["load", .. var rest]:
        await LoadBenchmark.RunAsync(Number(rest, 0, 60));
        return 0;
    case ["memory", .. var rest]:
        await MemoryBenchmark.RunAsync(Number(rest, 0, 20), Number(rest, 1, 3));
        return 0;
    case ["pages", .. var rest]:
        return await PagesBenchmark.RunAsync(Number(rest, 0, 1_500), Number(rest, 1, 100)) ? 0 : 1;
    case ["streams", .. var rest]:
        return await StreamsBenchmark.RunAsync(Number(rest, 0, 1_000), Number(rest, 1, 50)) ? 0 : 1;
    case ["import", .. var rest]:
        await ImportBenchmark.RunAsync(Number(rest, 0, 100_000), Number(rest, 1, 5));
        await ImportBenchmark.MemoryAsync(1_000_000);
        return 0;
    case ["sight", .. var rest]:
        await SightBenchmark.RunAsync(Number(rest, 0, 11));
        return 0;
    case ["kit", .. var rest]:
        await KitBenchmark.RunAsync(Number(rest, 0, 11));
        return 0;
    case ["failover", { } address, .. var rest]:
        return await FailoverBenchmark.RunAsync(new(address), Number(rest, 0, 60));
    case [{ } setting, ..] when setting.StartsWith("--From=", StringComparison.Ordinal):
        await BareServer.RunAsync(args);
        return 0;
    default:
        Console.Error.WriteLine(
            "usage: curve | estimate | busy [seconds] | http [rounds] | log [rounds] | cold [rounds] | import [rows] [rounds] | growth [figures] [rounds] | load [seconds] | memory [pages] [rounds] | sight [rounds] | kit [rounds] | pages [pages] [writes] | streams [listeners] [writes] | failover ADDRESS [seconds]"
        );
        return 1;
}

static int Number(string[] words, int at, int otherwise) =>
    at < words.Length ? int.Parse(words[at], CultureInfo.InvariantCulture) : otherwise;
