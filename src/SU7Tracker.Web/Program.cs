using SU7Tracker.Web.Hosting;
using SU7Tracker.Web.Layout;

var builder = Ground.CreateBuilder(args);
builder.AddLogging();
builder.AddPages();

var app = builder.Build();
app.UseLogging();
app.MapPages();
await app.RunAsync();

/// <summary>The program; named so that tests can start it.</summary>
public partial class Program;
