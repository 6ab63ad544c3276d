using System.Net;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>What the request lists and PostFriendRequest have beyond the original, and only when asked for.</summary>
public sealed class ListingTests(TestServer server)
{
    private const string Sent = "Friends/GetPendingSentFriendRequests?";
    private const string Received = "Friends/GetPendingReceivedFriendRequests?";
    private const string Accepted = "Friends/GetAcceptedFriendRequests?daysBack=9&";

    private readonly HigherLogicClient _client = new(server);

    public static TheoryData<string, string, string> Lists => new()
    {
        { Sent, "newest", "edcba" },
        { Sent, "oldest", "abcde" },
        { Sent, "name", "badec" },
        { Received, "Newest", "edcba" },
        { Received, "oldest", "abcde" },
        { Received, "name", "badec" },
        { Accepted, "newest", "edcba" },
        { Accepted, "OLDEST", "abcde" },
        { Accepted, "name", "badec" },
    };

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task Pages_of_every_size_add_up_in_every_order(string list, string sort, string order)
    {
        var (ann, others) = await Five(list);
        var expected = order.Select(letter => others[letter - 'a'].Key.Value).ToList();
        Assert.Equal(expected, KeysOf(list, await _client.Get(ann, $"{list}sort={sort}")));
        for (var size = 1; size <= 6; size++)
        {
            var all = new List<Guid>();
            for (string? cursor = ""; cursor is not null;)
            {
                var answer = await _client.Get(ann, $"{list}sort={sort}&limit={size}&cursor={cursor}");
                Assert.Equal(HttpStatusCode.OK, answer.Status);
                Assert.Equal("5", answer.Header("X-Total-Count"));
                Assert.InRange(KeysOf(list, answer).Count, 1, size);
                all.AddRange(KeysOf(list, answer));
                cursor = answer.Header("X-Next-Cursor");
            }

            Assert.Equal(expected, all);
        }
    }

    [Theory]
    [InlineData(Sent)]
    [InlineData(Received)]
    [InlineData(Accepted)]
    public async Task Without_them_a_list_is_the_originals(string list)
    {
        var (ann, others) = await Five(list);
        var answer = await _client.Get(ann, list);
        Assert.Equal(others.Select(one => one.Key.Value).Reverse(), KeysOf(list, answer));
        foreach (var header in new[] { "X-Total-Count", "X-Next-Cursor", "X-Truncated" })
            Assert.Null(answer.Header(header));
        var empty = await _client.Get(ann, $"{list}limit=&sort=&cursor=");
        Assert.Equal(answer.Body, empty.Body);
        Assert.Null(empty.Header("X-Total-Count"));
    }

    [Theory]
    [InlineData("limit=0")]
    [InlineData("limit=x")]
    [InlineData("sort=sideways")]
    [InlineData("sort=%00")]
    [InlineData("sort=name&sort=name")]
    [InlineData("cursor=nonsense")]
    [InlineData("cursor=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task What_is_no_such_value_is_invalid(string query)
    {
        var ann = await server.Person("ann");
        foreach (var list in new[] { Sent, Received, Accepted })
        {
            var answer = await _client.Get(ann, list + query);
            Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
            Assert.Contains($"'{query.Split('=')[0]}'", answer.Json.GetProperty("MessageDetail").GetString()!, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task A_cursor_is_good_for_its_own_list_and_order()
    {
        var (ann, _) = await Five(Sent);
        var cursor = (await _client.Get(ann, $"{Sent}limit=1")).Header("X-Next-Cursor");
        Assert.Equal(HttpStatusCode.OK, (await _client.Get(ann, $"{Sent}cursor={cursor}")).Status);
        foreach (var other in new[] { $"{Received}", $"{Accepted}", $"{Sent}sort=oldest&", $"{Sent}sort=name&" })
            Assert.Equal(HttpStatusCode.BadRequest, (await _client.Get(ann, $"{other}cursor={cursor}")).Status);
    }

    [Theory]
    [InlineData("newest")]
    [InlineData("oldest")]
    [InlineData("name")]
    public async Task A_cursor_holds_when_its_row_has_ended(string sort)
    {
        var (ann, _) = await Five(Sent);
        var whole = KeysOf(Sent, await _client.Get(ann, $"{Sent}sort={sort}"));
        var cursor = (await _client.Get(ann, $"{Sent}sort={sort}&limit=2")).Header("X-Next-Cursor");
        await _client.Delete(ann, $"Friends/CancelFriendRequest?contactKey={whole[1]}");
        Assert.Equal(whole.Skip(2), KeysOf(Sent, await _client.Get(ann, $"{Sent}sort={sort}&cursor={cursor}")));
    }

    [Theory]
    [InlineData("message=Hello%20%F0%9F%98%80+you", "Hello 😀 you")]
    [InlineData("MESSAGE=%20%20", null)]
    [InlineData("message=", null)]
    [InlineData("other=x", null)]
    public async Task A_request_carries_a_message_if_one_is_sent(string query, string? message)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        Assert.Equal("[true]", (await _client.Post(ann, $"Friends/PostFriendRequest?contactKey={bob.Key.Value}&{query}")).Body);
        var request = (await server.Store.Relation(bob.Id, ann.Id, TestContext.Current.CancellationToken)).Request;
        Assert.Equal(message, request!.Message);
    }

    [Theory]
    [InlineData("message=%00")]
    [InlineData("message=a&message=b")]
    public async Task A_message_that_is_no_text_is_invalid_and_nothing_is_sent(string query)
    {
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        var answer = await _client.Post(ann, $"Friends/PostFriendRequest?contactKey={bob.Key.Value}&{query}");
        Assert.Equal(HttpStatusCode.BadRequest, answer.Status);
        Assert.Equal(Tie.None, await server.Tie(ann, bob));
    }

    private static IReadOnlyList<Guid> KeysOf(string list, Answer answer) =>
        answer.Keys(list == Received ? "RequestedByContactKey" : "RequesteeContactKey");

    /// <summary>Five requests, a first and e last, among people whose names sort as badec.</summary>
    private async Task<(Person Ann, List<Person> Others)> Five(string list)
    {
        var ann = await server.Person("ann");
        var others = new List<Person>();
        foreach (var (first, last) in new[] { ("Bo", "adams"), ("Al", "Adams"), ("Zoe", "Young"), ("Al", "Dee"), ("Al", "Élan") })
        {
            var other = await server.Person("other", profile: new Profile { FirstName = first, LastName = last });
            await (list switch
            {
                Sent => server.Requested(ann, other),
                Received => server.Requested(other, ann),
                _ => server.Connected(ann, other),
            });
            others.Add(other);
        }

        return (ann, others);
    }
}
