namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>All wire types that are reached from bodies, by name: each has a help page.</summary>
internal sealed class HelpModels
{
    private readonly Dictionary<string, JsonTypeInfo> _all = new(StringComparer.OrdinalIgnoreCase);

    public HelpModels(IEnumerable<object> bodies)
    {
        foreach (var body in bodies)
            Add(ItemOf(body.GetType()).Type);
    }

    public JsonTypeInfo? Find(string name) => _all.GetValueOrDefault(name);

    /// <summary>What a body or a member is, and of what if it is many.</summary>
    public static (Type Type, bool IsCollection) ItemOf(Type type) => type.IsArray
        ? (type.GetElementType()!, true)
        : (Nullable.GetUnderlyingType(type) ?? type, false);

    private void Add(Type type)
    {
        var info = Json.Options.GetTypeInfo(type);
        if (info.Kind is not JsonTypeInfoKind.Object || !_all.TryAdd(type.Name, info))
            return;
        foreach (var member in info.Properties)
            Add(ItemOf(member.PropertyType).Type);
    }
}
