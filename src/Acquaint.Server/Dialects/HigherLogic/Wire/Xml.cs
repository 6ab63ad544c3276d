using System.Xml;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// Writes the wire types the way a DataContractSerializer does: namespaces by type, members by name in ordinal order, nulls as i:nil.
/// Written by hand because times are printed with the offset of the community's zone, and a serializer knows only the machine's.
/// </summary>
internal sealed class Xml(XmlWriter xml, TimeZoneInfo zone)
{
    private const string Models = "http://schemas.datacontract.org/2004/07/HigherLogic.API.Models.Enterprise";
    private const string Arrays = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";
    private const string Simple = "http://schemas.microsoft.com/2003/10/Serialization/";
    private const string Instance = "http://www.w3.org/2001/XMLSchema-instance";
    private static readonly ConcurrentDictionary<Type, JsonPropertyInfo[]> s_members = new();

    public static string SpaceOf(Type type) => NameOf(type).Space;

    public static byte[] Write(object body, TimeZoneInfo zone)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings
        {
            OmitXmlDeclaration = true,
            Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            // A reader turns a bare carriage return into a line feed; written as a reference it arrives.
            NewLineHandling = NewLineHandling.Entitize,
        };
        using (var xml = XmlWriter.Create(bytes, settings))
        {
            if (body is HttpError error)
                WriteError(xml, error);
            else
                new Xml(xml, zone).WriteRoot(body);
        }

        return bytes.ToArray();
    }

    /// <summary>Errors are no data contract: no namespace, members in the order of telling.</summary>
    private static void WriteError(XmlWriter xml, HttpError error)
    {
        xml.WriteStartElement("Error");
        xml.WriteElementString(nameof(error.Message), Legible(error.Message));
        if (error.MessageDetail is not null)
            xml.WriteElementString(nameof(error.MessageDetail), Legible(error.MessageDetail));
        xml.WriteElementString(nameof(error.ErrorCode), XmlConvert.ToString(error.ErrorCode));
        xml.WriteEndElement();
    }

    private void WriteRoot(object body)
    {
        var (name, space) = NameOf((body as Nothing)?.Type ?? body.GetType());
        xml.WriteStartElement(null, name, space);
        if (body is Nothing)
            xml.WriteAttributeString("i", "nil", Instance, "true");
        else if (body is not Guid)
            xml.WriteAttributeString("xmlns", "i", null, Instance);
        if (body is not Nothing)
            WriteContent(body, depth: 1);
        xml.WriteEndElement();
    }

    private void WriteContent(object value, int depth)
    {
        switch (value)
        {
            case Array items:
                foreach (var item in items)
                    WriteItem(NameOf(item!.GetType()), item, depth + 1);
                break;
            case Dictionary<Guid, int> counts:
                foreach (var (key, count) in counts)
                    WritePair(key, count);
                break;
            case string or bool or int or double or Guid or DateTime:
                xml.WriteString(TextOf(value));
                break;
            default:
                foreach (var member in MembersOf(value.GetType()))
                    WriteMember(member, NameOf(value.GetType()).Space, member.Get!(value), depth + 1);
                break;
        }
    }

    private string TextOf(object value) => value switch
    {
        string text => Legible(text),
        bool flag => XmlConvert.ToString(flag),
        int number => XmlConvert.ToString(number),
        double number => XmlConvert.ToString(number),
        Guid id => XmlConvert.ToString(id),
        DateTime utc => TimeZoneInfo.ConvertTime(new DateTimeOffset(utc, TimeSpan.Zero), zone)
            .ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"No wire type holds {value.GetType()}."),
    };

    /// <summary>Items of another namespace than their member get a prefix, named for the depth.</summary>
    private void WriteMember(JsonPropertyInfo member, string space, object? value, int depth)
    {
        xml.WriteStartElement(null, member.Name, space);
        if (member.PropertyType.IsArray && NameOf(member.PropertyType).Space is var items && items != space)
            xml.WriteAttributeString("xmlns", $"d{depth}p1", null, items);
        if (value is null)
            xml.WriteAttributeString("i", "nil", Instance, "true");
        else
            WriteContent(value, depth);
        xml.WriteEndElement();
    }

    private void WriteItem((string Name, string Space) element, object value, int depth)
    {
        xml.WriteStartElement(null, element.Name, element.Space);
        WriteContent(value, depth);
        xml.WriteEndElement();
    }

    private void WritePair(Guid key, int count)
    {
        xml.WriteStartElement(null, "KeyValueOfguidint", Arrays);
        xml.WriteElementString("Key", Arrays, XmlConvert.ToString(key));
        xml.WriteElementString("Value", Arrays, XmlConvert.ToString(count));
        xml.WriteEndElement();
    }

    private static (string Name, string Space) NameOf(Type type)
    {
        if (type == typeof(bool))
            return ("boolean", Arrays);
        if (type == typeof(string))
            return ("string", Arrays);
        if (type == typeof(Guid))
            return ("guid", Simple);
        if (type == typeof(Dictionary<Guid, int>))
            return ("ArrayOfKeyValueOfguidint", Arrays);
        if (type == typeof(SecurityGroupConcise))
            return (type.Name, $"{Models}.SecurityGroup");
        if (!type.IsArray)
            return (type.Name, Models);
        var (name, space) = NameOf(type.GetElementType()!);
        return ($"ArrayOf{name}", space);
    }

    private static JsonPropertyInfo[] MembersOf(Type type) => s_members.GetOrAdd(
        type,
        static one => [.. Json.Options.GetTypeInfo(one).Properties.OrderBy(member => member.Name, StringComparer.Ordinal)]);

    /// <summary>With a replacement character for each control character that people may store but XML has no form for.</summary>
    private static string Legible(string text) => text.All(IsWritable)
        ? text
        : string.Concat(text.Select(character => IsWritable(character) ? character : '\uFFFD'));

    /// <summary>Surrogates come in pairs only (<see cref="Core.Text.IsStorable"/>), and every pair can be written.</summary>
    private static bool IsWritable(char character) => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character);
}
