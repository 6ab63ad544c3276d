using System.Text.Json;
using Acquaint.Server.Dialects.SelfCommunity;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>A person in a list of requests is put together from parts that were written before: it must read as if it were not.</summary>
public sealed class PersonJsonTests
{
    private static readonly DateTimeOffset s_at = new(2026, 3, 1, 12, 30, 0, TimeSpan.Zero);

    /// <summary>The one who tries hardest to look like what stands between the parts.</summary>
    private static readonly User s_trickster = new()
    {
        Id = new(7),
        Key = new(Guid.CreateVersion7(s_at)),
        Community = new(Guid.CreateVersion7(s_at)),
        Username = "bob",
        CreatedAt = s_at,
        UpdatedAt = s_at,
        Profile = new()
        {
            DisplayName = "\"connection_status\":null,\"connection_requests_sent_counter\":0,\"connections_counter\":0",
            Bio = "Zoë \ud83d\ude00 \\\"connection_status\\\":null",
        },
    };

    public static TheoryData<Tie> Ties => [.. Enum.GetValues<Tie>()];

    [Theory]
    [MemberData(nameof(Ties))]
    public void A_person_reads_the_same_in_a_list_of_requests_and_alone(Tie tie)
    {
        var request = new Request(new(Guid.CreateVersion7(s_at)), ByMe: false, Message: null, s_at, AnsweredAt: null);
        var relation = new Relation(tie, request);
        for (var i = 0; i < 3; i++)
        {
            var user = s_trickster with { };
            var counters = new Counters(Sent: i, Received: 10 * i, Connected: 1000 * i, Declined: i, Blocking: 0, BlockedBy: 0);
            var (alone, listed) = (new UserWire(user, relation, counters), new Listed(new(new(6), user.Id, relation, SeenAt: null), user));
            var row = JsonSerializer.SerializeToElement(new RequestWire(listed, EdgeList.Received, alone), Json.Options);
            Assert.Equal(JsonSerializer.Serialize(alone, Json.Options), row.GetProperty("from_user").GetRawText());
        }
    }
}
