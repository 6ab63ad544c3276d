using System.Net;
using Xunit;

namespace Acquaint.Server.Tests;

public sealed class ServerTests(TestServer server)
{
    [Fact]
    public async Task A_path_of_no_dialect_is_not_found()
    {
        var answer = await server.Http.GetAsync(new Uri("/nothing", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
