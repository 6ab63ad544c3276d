using System.Runtime.CompilerServices;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>
/// For members whose value is never changed and shown again and again: it is turned into JSON once, and that goes when the value goes.
/// Everybody on a page is such a value, and most of a page is people.
/// </summary>
internal sealed class WrittenOnceConverter<T> : AnswerConverter<T>, IWritesAsUsual
    where T : class
{
    private readonly ConditionalWeakTable<T, byte[]> _written = [];

    public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options)
    {
        if (!_written.TryGetValue(value, out var json))
            _written.AddOrUpdate(value, json = JsonSerializer.SerializeToUtf8Bytes(value, options.GetTypeInfo(typeof(T))));
        writer.WriteRawValue(json, skipInputValidation: true);
    }
}
