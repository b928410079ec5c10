using System.Text;
using Microsoft.Extensions.DependencyInjection;
using SU7Tracker.Data;

namespace SU7Tracker.Benchmarks;

/// <summary>What every record here begins with.</summary>
internal static class Record
{
    public const string Vehicle = "slug,name,maker,launched_on,note\nsu7,SU7,Xiaomi,,\n";
    public const string Source = "id,title,publisher,url,published_on,grade\nnews,News,,,,A\n";
    public const string FigureColumns =
        "vehicle,measure,basis,reading,city,period_start,period_end,low,high,qualifier,published_on,source,note\n";

    public static async Task<ImportOutcome> ImportAsync(IServiceProvider services, string csv)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(csv));
        var outcome = await services.GetRequiredService<Import>().RunAsync(stream, dryRun: false, new("benchmark"));
        return outcome.Committed
            ? outcome
            : throw new InvalidOperationException(
                $"{outcome.Rejected} rows are wrong, such as {outcome.Rows.FirstOrDefault(r => r.Problem is not null)}.");
    }
}
