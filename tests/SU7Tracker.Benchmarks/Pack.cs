using System.Buffers;
using System.Buffers.Binary;
using System.Text;

namespace SU7Tracker.Benchmarks;

/// <summary>Writes the parts of MessagePack that messages to a circuit are made of.</summary>
internal sealed class PackWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new();

    public void Array(int count) => Byte((byte)(0x90 | count));

    public void Map(int count) => Byte((byte)(0x80 | count));

    public void Value(object? value)
    {
        Span<byte> head = stackalloc byte[9];
        switch (value)
        {
            case null:
                Byte(0xc0);
                break;
            case bool isTrue:
                Byte((byte)(isTrue ? 0xc3 : 0xc2));
                break;
            case long number:
                head[0] = 0xd3;
                BinaryPrimitives.WriteInt64BigEndian(head[1..], number);
                _bytes.Write(head);
                break;
            case string text:
                var utf8 = Encoding.UTF8.GetBytes(text);
                head[0] = 0xdb;
                BinaryPrimitives.WriteInt32BigEndian(head[1..], utf8.Length);
                _bytes.Write(head[..5]);
                _bytes.Write(utf8);
                break;
            default:
                throw new ArgumentException(value.GetType().Name, nameof(value));
        }
    }

    public byte[] ToArray() => _bytes.WrittenSpan.ToArray();

    private void Byte(byte value) => _bytes.Write([value]);
}

/// <summary>Reads MessagePack from its beginning on.</summary>
internal struct PackReader(ReadOnlyMemory<byte> message)
{
    private int _at;

    public int Array() => Next() switch
    {
        var head when (head & 0xf0) == 0x90 => head & 0x0f,
        0xdc => (int)Big(2),
        0xdd => (int)Big(4),
        var head => throw new FormatException($"0x{head:x2} is no array."),
    };

    public long Number() => Next() switch
    {
        var head and < 0x80 => head,
        var head and >= 0xe0 => unchecked((sbyte)head),
        0xcc => (long)Big(1),
        0xcd => (long)Big(2),
        0xce => (long)Big(4),
        0xcf or 0xd3 => unchecked((long)Big(8)),
        0xd0 => unchecked((sbyte)Big(1)),
        0xd1 => unchecked((short)Big(2)),
        0xd2 => unchecked((int)Big(4)),
        var head => throw new FormatException($"0x{head:x2} is no number."),
    };

    public string Text()
    {
        var length = Next() switch
        {
            var head when (head & 0xe0) == 0xa0 => head & 0x1f,
            0xd9 => (int)Big(1),
            0xda => (int)Big(2),
            0xdb => (int)Big(4),
            var head => throw new FormatException($"0x{head:x2} is no text."),
        };
        return Encoding.UTF8.GetString(Take(length));
    }

    public void Skip()
    {
        var head = Next();
        switch (head)
        {
            case < 0x80 or >= 0xe0 or 0xc0 or 0xc2 or 0xc3:
                break;
            case < 0x90:
                SkipMany(2 * (head & 0x0f));
                break;
            case < 0xa0:
                SkipMany(head & 0x0f);
                break;
            case < 0xc0:
                Take(head & 0x1f);
                break;
            case 0xc4 or 0xd9:
                Take((int)Big(1));
                break;
            case 0xc5 or 0xda:
                Take((int)Big(2));
                break;
            case 0xc6 or 0xdb:
                Take((int)Big(4));
                break;
            case 0xcc or 0xd0:
                Take(1);
                break;
            case 0xcd or 0xd1:
                Take(2);
                break;
            case 0xce or 0xd2 or 0xca:
                Take(4);
                break;
            case 0xcf or 0xd3 or 0xcb:
                Take(8);
                break;
            default:
                throw new FormatException($"0x{head:x2} is not read.");
        }
    }

    private void SkipMany(int count)
    {
        for (var i = 0; i < count; i++)
        {
            Skip();
        }
    }

    private byte Next() => message.Span[_at++];

    private ulong Big(int bytes)
    {
        var value = 0ul;
        foreach (var next in Take(bytes))
        {
            value = (value << 8) | next;
        }
        return value;
    }

    private ReadOnlySpan<byte> Take(int length)
    {
        var taken = message.Span.Slice(_at, length);
        _at += length;
        return taken;
    }
}
