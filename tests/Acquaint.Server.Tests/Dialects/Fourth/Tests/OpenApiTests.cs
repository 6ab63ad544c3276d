using Xunit;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Its OpenAPI document.</summary>
public sealed class OpenApiTests(TestServer server)
{
    [Fact]
    public Task It_is_valid_and_tells_of_every_endpoint() => OpenApiCheck.AssertComplete(server, "fourth");
}
