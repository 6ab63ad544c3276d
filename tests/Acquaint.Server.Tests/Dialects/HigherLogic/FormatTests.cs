using System.Net;
using System.Runtime.Serialization;
using System.Text;
using Xunit;
using Stock = HigherLogic.API.Models.Enterprise;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>JSON or XML: which is chosen, how it is labelled, and that it can be read.</summary>
public sealed class FormatTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Theory]
    [InlineData(null, "application/json")]
    [InlineData("", "application/json")]
    [InlineData("application/json", "application/json")]
    [InlineData("text/json", "text/json")]
    [InlineData("application/xml", "application/xml")]
    [InlineData("TEXT/XML", "text/xml")]
    [InlineData("*/*", "application/json")]
    [InlineData("application/*", "application/json")]
    [InlineData("text/*", "text/json")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/xml")]
    [InlineData("application/xml;q=0.5,*/*;q=0.9", "application/json")]
    [InlineData("application/xml,*/*", "application/xml")]
    [InlineData("*/*,application/xml", "application/xml")]
    [InlineData("application/*,text/xml", "text/xml")]
    [InlineData("*/*,text/*", "text/json")]
    [InlineData("application/xml,application/json", "application/json")]
    [InlineData("application/xml;q=0.8,application/json;q=0.8", "application/json")]
    [InlineData("text/xml,application/xml", "text/xml")]
    [InlineData("application/json;q=0.5,text/xml", "text/xml")]
    [InlineData("application/xml;q=0,image/png", "application/json")]
    [InlineData("application/xml;charset=utf-8", "application/xml")]
    [InlineData("image/png", "application/json")]
    [InlineData("text/html", "application/json")]
    [InlineData("application/hal+xml", "application/json")]
    [InlineData("not a media type", "application/json")]
    [InlineData(";;;,,,", "application/json")]
    [InlineData("application/xml;q=7", "application/xml")]
    public async Task Accept_chooses_the_format(string? accept, string expected)
    {
        var answer = await Ask(accept, null);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal($"{expected}; charset=utf-8", answer.Header("Content-Type"));
        var isXml = expected.EndsWith("xml", StringComparison.Ordinal);
        Assert.StartsWith(isXml ? "<ArrayOfboolean " : "[true]", answer.Body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "application/xml", "application/xml")]
    [InlineData(null, "text/xml; charset=utf-8", "text/xml")]
    [InlineData(null, "text/json", "text/json")]
    [InlineData(null, "application/x-www-form-urlencoded", "application/json")]
    [InlineData("application/json", "application/xml", "application/json")]
    [InlineData("*/*", "application/xml", "application/json")]
    [InlineData("image/png", "application/xml", "application/xml")]
    public async Task Without_a_usable_Accept_the_answer_is_as_the_request_was(string? accept, string contentType, string expected) =>
        Assert.Equal($"{expected}; charset=utf-8", (await Ask(accept, contentType)).Header("Content-Type"));

    [Theory]
    [InlineData("application/json", 0x5B)]
    [InlineData("application/xml", 0x3C)]
    public async Task An_answer_begins_with_its_text_and_no_byte_order_mark(string accept, byte first)
    {
        var answer = await Ask(accept, null);
        var bytes = await answer.Whole.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        Assert.Equal(first, bytes[0]);
        Assert.Equal(bytes.Length, answer.Whole.Content.Headers.ContentLength);
    }

    [Fact]
    public async Task An_answer_is_not_to_be_cached()
    {
        var answer = await Ask(null, null);
        Assert.Equal("no-cache", answer.Header("Cache-Control"));
        Assert.Equal("no-cache", answer.Header("Pragma"));
        Assert.Equal("-1", answer.Header("Expires"));
    }

    [Fact]
    public async Task A_stock_client_reads_the_XML_of_a_list()
    {
        var community = await server.NewCommunity("newyork", settings: it => it.With(HigherLogicSettings.TimeZone, "America/New_York"));
        var (ann, bob) = (await server.Person("ann", community: community), await server.Person("bob", community: community));
        await server.Requested(ann, bob);
        var at = (await server.Store.Relation(ann.Id, bob.Id, TestContext.Current.CancellationToken)).Request!.At;
        var request = _client.As(bob, HttpMethod.Get, "Friends/GetPendingReceivedFriendRequests", HigherLogicClient.V1);
        request.Headers.Add("Accept", "text/xml");
        var answer = await _client.Send(request);

        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        var read = Assert.Single((List<Stock.Friend>)new DataContractSerializer(typeof(List<Stock.Friend>)).ReadObject(bytes)!);
        Assert.Equal(("ann", "Test", "ann Test"), (read.FirstName, read.LastName, read.DisplayName));
        Assert.Equal((ann.Key.Value, ann.Key.Value), (read.RequestedByContactKey, read.RequestorContactKey));
        Assert.Equal(bob.Key.Value, read.RequesteeContactKey);
        Assert.Equal(await _client.RequestKey(bob, ann), read.FriendRequestRecordKey);
        Assert.Equal((at.UtcDateTime, at.UtcDateTime), (read.InvitedOn.ToUniversalTime(), read.RequestedDate.ToUniversalTime()));
        Assert.Null(read.AcceptedOn);
        Assert.Null(read.LinkToProfile);
        Assert.True(read.IsActive);
        Assert.False(read.IsCompany);
        Assert.Matches(@"<InvitedOn>[^<]*-0[45]:00</InvitedOn>", answer.Body);
    }

    [Fact]
    public async Task A_stock_client_reads_the_XML_of_a_sign_in()
    {
        var ann = await server.Person("ann");
        var body = $"<LoginCredentials><Username>{ann.Name}</Username><Password>{ann.Password}</Password></LoginCredentials>";
        var answer = await _client.Login(body, "application/xml");
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(answer.Body));
        var read = (Stock.AuthToken)new DataContractSerializer(typeof(Stock.AuthToken)).ReadObject(bytes)!;
        Assert.Equal(answer.Header("HLAuthToken"), read.Token);
    }

    private async Task<Answer> Ask(string? accept, string? contentType)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var request = _client.As(ann, HttpMethod.Post, $"Friends/PostFriendRequest?contactKey={bob.Key.Value}");
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        if (contentType is not null)
        {
            request.Content = new StringContent("");
            request.Content.Headers.Remove("Content-Type");
            request.Content.Headers.Add("Content-Type", contentType);
        }

        return await _client.Send(request);
    }
}
