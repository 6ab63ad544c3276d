using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Acquaint.Storage;

/// <summary>How many rows there are, and the sum of their digests: the same whatever the order in which they came.</summary>
internal readonly record struct Checksum(long Rows, UInt128 Sum)
{
    public Checksum With(RowPage page)
    {
        var sum = Sum;
        foreach (var row in page.Rows)
            sum = unchecked(sum + Digest(page.Columns, row));
        return new(Rows + page.Rows.Count, sum);
    }

    /// <summary>Of names and values, so that neither a moved value nor a moved column goes unseen.</summary>
    private static UInt128 Digest(string[] columns, object?[] values)
    {
        using var bytes = new MemoryStream();
        using var writer = new BinaryWriter(bytes, Encoding.UTF8);
        foreach (var (column, value) in columns.Zip(values))
        {
            writer.Write(column);
            Write(writer, value);
        }

        return BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)));
    }

    private static void Write(BinaryWriter writer, object? value)
    {
        var (kind, content) = value switch
        {
            null => ('0', []),
            long number => ('n', BitConverter.GetBytes(number)),
            string text => ('t', Encoding.UTF8.GetBytes(text)),
            Guid id => ('u', id.ToByteArray()),
            byte[] raw => ('b', raw),
            _ => throw new InvalidOperationException($"A row can't hold a {value.GetType()}."),
        };
        writer.Write(kind);
        writer.Write(content.Length);
        writer.Write(content);
    }
}
