using System.ComponentModel;
using System.Text.Json.Serialization.Metadata;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>A member of a model.</summary>
/// <param name="Item">The type of the member, or of its elements.</param>
internal sealed record HelpMember(string Name, string Description, Type Item, bool IsCollection, bool IsRequired);

/// <summary>A wire type as the help pages tell of it.</summary>
internal sealed record HelpModel(Type Type, IReadOnlyList<HelpMember> Members);

/// <summary>All wire types that are reached from bodies.</summary>
internal sealed class HelpModels
{
    private readonly Dictionary<string, HelpModel> _all = new(StringComparer.OrdinalIgnoreCase);

    public HelpModels(IEnumerable<object> bodies)
    {
        foreach (var body in bodies)
            Add(ItemOf(body.GetType()).Type);
    }

    public HelpModel? Find(string name) => _all.GetValueOrDefault(name);

    public HelpModel? Find(Type type) => _all.GetValueOrDefault(type.Name) is { } model && model.Type == type ? model : null;

    /// <summary>What a body is, and of what if it is many.</summary>
    public static (Type Type, bool IsCollection) ItemOf(Type type) => type.IsArray
        ? (type.GetElementType()!, true)
        : (Nullable.GetUnderlyingType(type) ?? type, false);

    private void Add(Type type)
    {
        var info = HigherLogicJson.InfoOf(type);
        if (info.Kind is not JsonTypeInfoKind.Object || _all.ContainsKey(type.Name))
            return;
        _all[type.Name] = new(type, [.. info.Properties.Select(Member)]);
        foreach (var member in info.Properties)
            Add(ItemOf(member.PropertyType).Type);
    }

    private static HelpMember Member(JsonPropertyInfo member)
    {
        var (item, isCollection) = ItemOf(member.PropertyType);
        var described = member.AttributeProvider?.GetCustomAttributes(typeof(DescriptionAttribute), inherit: false) ?? [];
        var description = described.OfType<DescriptionAttribute>().FirstOrDefault()?.Description ?? "";
        return new(member.Name, description, item, isCollection, member.IsRequired);
    }
}
