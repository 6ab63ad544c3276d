using System.Text;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Acquaint.Server.Tests;

public sealed class BodyTests
{
    [Theory]
    [InlineData("""{"\ud800name":1}""")]
    [InlineData("""{"deep":[{"\udc00":1}]}""")]
    public async Task A_name_that_is_half_a_surrogate_pair_makes_the_body_malformed(string json) =>
        Assert.Null(await Read(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public async Task A_name_that_is_no_UTF_8_makes_the_body_malformed() =>
        Assert.Null(await Read([.. "{\""u8, 0xFF, .. "\":1}"u8]));

    [Fact]
    public async Task Escaped_names_are_found()
    {
        var body = await Read("""{"deep":{"n\u0061me":"x"}}"""u8.ToArray());
        Assert.Equal("x", Body.Member(Body.Member(body!.Value, "deep"), "name").GetString());
    }

    private static async Task<System.Text.Json.JsonElement?> Read(byte[] bytes) =>
        await Body.ReadJson(new DefaultHttpContext { Request = { Body = new MemoryStream(bytes) } });
}
