using SU7Tracker.Web.Tests.Support;

namespace SU7Tracker.Web.Tests.Hosting;

public sealed class DataFolderTests(Site site) : IClassFixture<Site>
{
    private const UnixFileMode Others = (UnixFileMode)0b111_111;

    [Fact]
    public async Task NobodyButItsOwnerReadsTheDataFolder()
    {
        using var browser = site.Open();
        await browser.SignInAsync();
        var files = Directory.GetFiles(site.Folder);
        Assert.Contains(files, f => f.EndsWith("tracker.db-wal", StringComparison.Ordinal));
        Assert.All(
            [
                site.Folder,
                .. files.Where(f =>
                    f.Contains("tracker.db", StringComparison.Ordinal) && !f.EndsWith("start-lock", StringComparison.Ordinal)),
            ],
            f => Assert.Equal(default, File.GetUnixFileMode(f) & Others));
    }
}
