namespace Acquaint.Server.Dialects.Kit;

/// <summary>A converter of what is only ever written.</summary>
internal abstract class AnswerConverter<T> : JsonConverter<T>
{
    public sealed override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is for answers.");
}
