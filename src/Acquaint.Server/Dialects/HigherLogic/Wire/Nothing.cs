namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The null of a wire type: JSON needs no more than that, but XML names the type.</summary>
internal sealed record Nothing(Type Type)
{
    public static Answer<T> Of<T>()
        where T : notnull => new(new Nothing(typeof(T)));
}
