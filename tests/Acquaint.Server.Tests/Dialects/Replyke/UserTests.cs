using System.Net;
using System.Text.Json;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.Replyke;

public sealed class UserTests(TestServer server)
{
    [Fact]
    public async Task A_person_is_shown_with_every_member()
    {
        var profile = new Profile
        {
            DisplayName = "Ann Lee",
            AvatarUrl = "https://example.org/a.png",
            Bio = "Bio",
            BirthDate = new(1990, 2, 28),
            LocationLatLng = "52.5,-13.25",
            Reputation = 7,
            Metadata = """{"team":"A & B"}""",
            SecureMetadata = """{"secret":true}""",
        };
        var ann = await server.Person("ann", UserRole.Moderator, profile: profile);
        var reply = await Find(ann.Community, $"{ann.Key.Value}");
        var expected =
            $$"""
            {"id":"{{ann.Key.Value}}","projectId":"{{ann.Community.Id.Value}}","role":"moderator","foreignId":null,"name":"Ann Lee",
            "username":"{{ann.Name}}","avatar":"https://example.org/a.png","bio":"Bio","birthdate":"1990-02-28T00:00:00.000Z",
            "location":{"type":"Point","coordinates":[-13.25,52.5]},"reputation":7,"metadata":{"team":"A & B"},
            "createdAt":"{{ann.User.CreatedAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}",
            "updatedAt":"{{ann.User.UpdatedAt:yyyy-MM-dd'T'HH:mm:ss.fff'Z'}}","deletedAt":null}
            """;
        Assert.Equal((HttpStatusCode.OK, expected.ReplaceLineEndings("")), (reply.Status, reply.Body.GetRawText()));
    }

    [Fact]
    public async Task What_a_person_does_not_tell_is_null()
    {
        var ann = await server.Person("ann", UserRole.Admin, profile: new Profile { LocationLatLng = "somewhere" });
        var reply = await Find(ann.Community, $"{ann.Key.Value}");
        foreach (var name in new[] { "foreignId", "name", "avatar", "bio", "birthdate", "location", "deletedAt" })
            Assert.Equal(JsonValueKind.Null, reply[name].ValueKind);
        Assert.Equal(("admin", 0, "{}"), (reply["role"].GetString(), reply["reputation"].GetInt32(), reply["metadata"].GetRawText()));
    }

    [Fact]
    public async Task The_unknown_the_deleted_and_people_of_another_project_are_not_found()
    {
        var ann = await server.Person("ann");
        var left = await server.Person("left");
        await server.Store.Save(
            left.User with { Status = UserStatus.Deleted, DeletedAt = left.User.CreatedAt }, TestContext.Current.CancellationToken);
        var elsewhere = await server.NewCommunity("elsewhere");
        (await Find(elsewhere, $"{ann.Key.Value}")).IsFault(404, "user/not-found", "User not found");
        (await Find(ann.Community, $"{left.Key.Value}")).IsFault(404, "user/not-found", "User not found");
        (await Find(ann.Community, $"{Guid.Empty}")).IsFault(404, "user/not-found", "User not found");
        (await Find(ann.Community, "17")).IsFault(400, "user/invalid-user-id");
    }

    [Fact]
    public async Task A_person_is_found_by_foreign_id_in_their_own_project_only()
    {
        var foreignId = $"Ext {Guid.CreateVersion7(server.Clock.GetUtcNow())}";
        var account = new NewAccount($"ext{foreignId[4..]}") { ExternalId = foreignId };
        var opened = await server.Get<AccountService>().Open(server.Community, account, TestContext.Current.CancellationToken);
        var query = $"by-foreign-id?foreignId={Uri.EscapeDataString(foreignId)}";
        var reply = await Find(server.Community, query);
        Assert.Equal((opened.User!.Key.Value, foreignId), (reply["id"].GetGuid(), reply["foreignId"].GetString()));
        (await Find(await server.NewCommunity("elsewhere"), query)).IsFault(404, "user/not-found");
        (await Find(server.Community, query.ToUpperInvariant().Replace("FOREIGNID=", "foreignId=", StringComparison.Ordinal)))
            .IsFault(404, "user/not-found");
    }

    [Theory]
    [InlineData("")]
    [InlineData("?foreignId=")]
    [InlineData("?foreignId=%00")]
    public async Task A_foreign_id_must_be_given(string query) =>
        (await Find(server.Community, $"by-foreign-id{query}")).IsFault(400, "user/invalid-identifier");

    private Task<Reply> Find(Community community, string rest) => server.Send("GET", $"{ReplykeApi.ProjectOf(community)}/users/{rest}");
}
