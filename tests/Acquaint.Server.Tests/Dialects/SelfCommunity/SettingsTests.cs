using System.Net;
using System.Text;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>What people set for themselves, and what else only they may see.</summary>
public sealed class SettingsTests(TestServer server)
{
    private const string Defaults =
        """
        {"qa_frequency":0,"email_notification_not_qa":0,"mobile_notifications_scmty":0,"show_toast_notifications":1,
        """
        + "\"toast_notifications_emit_sound\":0}";

    [Fact]
    public async Task Settings_begin_somewhere_and_keep_what_is_not_sent()
    {
        var ann = await server.Person("ann");
        var path = $"/api/v2/user/{ann.Id}/settings/";
        Assert.Equal(Defaults, (await server.As(ann).Get(path)).Is(HttpStatusCode.OK).Body.GetRawText());

        await Patch(ann, path, """{"qa_frequency":-1,"email_notification_not_qa":1}""");
        var patched = await Patch(ann, path, """{"qa_frequency":"1","toast_notifications_emit_sound":1,"unknown":{"a":[]}}""");

        var expected = Defaults
            .Replace("\"qa_frequency\":0", "\"qa_frequency\":1", StringComparison.Ordinal)
            .Replace("not_qa\":0", "not_qa\":1", StringComparison.Ordinal)
            .Replace("sound\":0", "sound\":1", StringComparison.Ordinal);
        Assert.Equal(expected, patched.Is(HttpStatusCode.OK).Body.GetRawText());
        Assert.Equal(expected, (await server.As(ann).Get(path)).Body.GetRawText());
        Assert.Equal(expected, (await Patch(ann, path, "{}")).Is(HttpStatusCode.OK).Body.GetRawText());
        Assert.Equal(expected, (await Patch(ann, path, "")).Is(HttpStatusCode.OK).Body.GetRawText());
        var bob = await server.Person("bob");
        Assert.Equal(Defaults, (await server.As(bob).Get($"/api/v2/user/{bob.Id}/settings")).Body.GetRawText());
    }

    [Fact]
    public async Task Settings_are_taken_from_a_form_too()
    {
        var ann = await server.Person("ann");
        using var form = new FormUrlEncodedContent([new("qa_frequency", "-1"), new("show_toast_notifications", "0")]);

        var patched = await server.As(ann).Send(HttpMethod.Patch, $"/api/v2/user/{ann.Id}/settings/", form);

        Assert.Equal(-1, patched.Is(HttpStatusCode.OK)["qa_frequency"].GetInt32());
        Assert.Equal(0, patched["show_toast_notifications"].GetInt32());
    }

    [Theory]
    [InlineData("""{"qa_frequency":2}""", "invalid_choice")]
    [InlineData("""{"email_notification_not_qa":1,"qa_frequency":-2}""", "invalid_choice")]
    [InlineData("""{"email_notification_not_qa":1,"qa_frequency":null}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":0.5}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":true}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":[1]}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":"one"}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":99999999999999999999}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":"\ud800"}""", "invalid_choice")]
    [InlineData("""{"qa_frequency":1""", "parse_error")]
    [InlineData("[]", "parse_error")]
    [InlineData("1", "parse_error")]
    public async Task Settings_that_make_no_sense_change_nothing(string body, string code)
    {
        var ann = await server.Person("ann");
        var path = $"/api/v2/user/{ann.Id}/settings/";

        var answer = (await Patch(ann, path, body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(code, answer.Code);
        Assert.Equal(Defaults, (await server.As(ann).Get(path)).Body.GetRawText());
    }

    [Fact]
    public async Task Settings_are_nobody_elses()
    {
        var (ann, admin) = (await server.Person("ann"), await server.Person("admin", UserRole.Admin));
        var path = $"/api/v2/user/{ann.Id}/settings/";

        Assert.Equal("permission_denied", (await server.As(admin).Get(path)).Is(HttpStatusCode.Forbidden).Code);
        (await Patch(admin, path, """{"qa_frequency":1}""")).Is(HttpStatusCode.Forbidden);
        (await server.Anonymous().Get(path)).Is(HttpStatusCode.Unauthorized);
        (await server.As(ann).Get("/api/v2/user/99999999999999999999/settings/")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task One_sees_ones_own_picture_and_permissions()
    {
        var ann = await server.Person("ann", profile: new Profile { AvatarUrl = "https://a.example/a.png" });
        var bob = await server.Person("bob");
        await server.Suspend(bob);

        Assert.Equal("""{"avatar":"https://a.example/a.png"}""", (await server.As(ann).Get("/api/v2/user/me/avatar/")).Body.GetRawText());
        Assert.Equal("""{"avatar":null}""", (await server.As(bob).Get("/api/v2/user/me/avatar/")).Body.GetRawText());
        var mine = await server.As(ann).Get("/api/v2/user/me/permission/");
        Assert.Equal(
            (await server.As(ann).Get("/api/v2/user/me/"))["permission"].GetRawText(), mine.Is(HttpStatusCode.OK).Body.GetRawText());
        Assert.True(mine["request_connection"].GetBoolean());
        Assert.False((await server.As(bob).Get("/api/v2/user/me/permission/"))["request_connection"].GetBoolean());
        (await server.Anonymous().Get("/api/v2/user/me/avatar/")).Is(HttpStatusCode.Unauthorized);
        (await server.Anonymous().Get("/api/v2/user/me/permission/")).Is(HttpStatusCode.Unauthorized);
    }

    private async Task<Answer> Patch(Person person, string path, string json)
    {
        using var body = new StringContent(json, Encoding.UTF8, "application/json");
        return await server.As(person).Send(HttpMethod.Patch, path, body);
    }
}
