namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Nothing can be set for it.</summary>
internal static class Settings
{
    public static readonly Declaration Declared = new("fourth", "The fourth", []);
}
