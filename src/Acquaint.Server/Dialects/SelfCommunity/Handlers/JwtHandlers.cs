using Microsoft.AspNetCore.Http.HttpResults;
using Fault = Microsoft.AspNetCore.Http.HttpResults.JsonHttpResult<Acquaint.Server.Dialects.SelfCommunity.ErrorsWire>;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>The endpoints of the JWT scheme: signing in for a pair of tokens, and asking whether a token is genuine.</summary>
internal sealed class JwtHandlers(Tokens tokens, AccountService accounts)
{
    public void Map(RouteGroupBuilder api)
    {
        api.MapPost("/jwt/token/", Token).ForEverybody().WithMetadata(StartDocs.JwtToken);
        api.MapPost("/jwt/verify_token/", (Delegate)Verify).ForEverybody().WithMetadata(StartDocs.JwtVerify);
    }

    private async Task<Results<JsonHttpResult<JwtWire>, Fault>> Token(HttpContext http, CancellationToken stop)
    {
        http.Response.Headers.CacheControl = "no-store";
        var form = await Form.ReadTexts(http);
        if (!form.TryGetValue("username", out var username))
            return Missing("username");
        if (!form.TryGetValue("password", out var password))
            return Missing("password");
        if (await accounts.SignIn(http.Community(), username, password, stop) is not { } user)
            return Refusals.WrongPassword();
        var session = await accounts.Begin(user, Tokens.SessionLife, stop);
        var pair = new JwtWire(tokens.Refresh(http.Community(), session), tokens.Access(http.Community(), user.Id, session.Id));
        return TypedResults.Json(pair, SelfCommunityJson.Default.JwtWire);
    }

    /// <summary>Whoever asks holds the token already, so that the answer tells them nothing that they could not try.</summary>
    private async Task<Results<Ok, Fault>> Verify(HttpContext http)
    {
        if (!(await Form.ReadTexts(http)).TryGetValue("token", out var token))
            return Missing("token");
        return await tokens.IsGenuine(http.Community(), token)
            ? TypedResults.Ok()
            : Refusals.DeadToken();
    }

    private static Fault Missing(string field) => Refusals.Invalid(field, "required", $"Send {field} exactly once, as text.");
}
