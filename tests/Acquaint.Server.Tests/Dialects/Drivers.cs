using Xunit;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>A client of each dialect.</summary>
internal static class Drivers
{
    public static TheoryData<string> Names => TestedDialects.Names;

    public static IReadOnlyList<IDialectDriver> All(TestServer server) => [.. TestedDialects.All.Select(one => one.Driver(server))];

    /// <summary>Those that a server process understands, too.</summary>
    public static IReadOnlyList<IDialectDriver> OfProduct(TestServer server) =>
        [.. TestedDialects.OfProduct.Select(one => one.Driver(server))];

    public static IDialectDriver Of(TestServer server, string name) => TestedDialects.Of(name).Driver(server);
}
