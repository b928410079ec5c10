using SU7Tracker.Benchmarks;

// Run by hand: dotnet run -c Release --project tests/SU7Tracker.Benchmarks -- curve
switch (args)
{
    case ["curve"]:
        CurveBenchmark.Run();
        return 0;
    default:
        Console.Error.WriteLine("usage: curve");
        return 1;
}
