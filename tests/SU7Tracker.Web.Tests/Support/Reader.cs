using System.Globalization;
using SU7Tracker.Web.Layout;

namespace SU7Tracker.Web.Tests.Support;

/// <summary>Reads in a language until it is disposed of.</summary>
internal sealed class Reader : IDisposable
{
    private readonly (CultureInfo Culture, CultureInfo UI) _before = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);

    public Reader(string language, bool inTenThousands = false)
    {
        CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = Languages.Find(language)!;
        if (inTenThousands)
        {
            CultureInfo.CurrentCulture = Languages.TenThousands;
        }
    }

    public void Dispose() => (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = _before;
}
