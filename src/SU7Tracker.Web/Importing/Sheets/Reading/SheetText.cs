using System.Text;
using System.Text.Unicode;

namespace SU7Tracker.Web.Importing.Sheets;

/// <summary>Tells how a text is encoded, and decodes it.</summary>
internal static class SheetText
{
    // What a text of Chinese spreadsheets is when it is not UTF-8; also what plain GBK and GB2312 are a part of.
    private const int Gb18030 = 54936;
    private const int Looked = 4096;

    /// <summary>Decodes a text by its mark, else by what its bytes can only be.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [0xEF, 0xBB, 0xBF, ..])
        {
            return Encoding.UTF8.GetString(bytes[3..]);
        }
        if (bytes is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode.GetString(bytes[2..]);
        }
        if (bytes is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode.GetString(bytes[2..]);
        }
        var (even, odd) = Zeros(bytes[..Math.Min(Looked, bytes.Length)]);
        // Separators, digits and line ends have a zero for their other half; no other encoding of a text has zeros.
        if (odd > even)
        {
            return Encoding.Unicode.GetString(bytes);
        }
        if (even > 0)
        {
            return Encoding.BigEndianUnicode.GetString(bytes);
        }
        return Utf8.IsValid(bytes)
            ? Encoding.UTF8.GetString(bytes)
            : CodePagesEncodingProvider.Instance.GetEncoding(Gb18030)!.GetString(bytes);
    }

    private static (int Even, int Odd) Zeros(ReadOnlySpan<byte> bytes)
    {
        var (even, odd) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == 0)
            {
                _ = i % 2 == 0 ? even++ : odd++;
            }
        }
        return (even, odd);
    }
}
