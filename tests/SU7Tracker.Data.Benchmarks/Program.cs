using System.Globalization;
using SU7Tracker.Data.Benchmarks;

[assembly: System.Runtime.Versioning.SupportedOSPlatform("linux")]

// Run by hand: dotnet run -c Release --project tests/SU7Tracker.Data.Benchmarks -- import [rows] [rounds]
switch (args)
{
    case ["import", .. var rest]:
        await ImportAgainstCopy.RunAsync(rest.Length > 0 ? int.Parse(rest[0], CultureInfo.InvariantCulture) : 100_000, rest.Length > 1 ? int.Parse(rest[1], CultureInfo.InvariantCulture) : 3);
        return 0;
    default:
        Console.Error.WriteLine("import [rows] [rounds]   an import against COPY and prepared inserts of the same rows");
        return 1;
}
