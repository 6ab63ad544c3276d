using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Signing in people whom the project's own server vouches for by a token that it signs with its RSA key.</summary>
internal sealed class ExternalHandlers(Sessions sessions, ExternalAccounts external, Jwt jwt, Ids ids)
{
    public void Map(IEndpointRouteBuilder project) =>
        project.MapPost("/auth/verify-external-user", Verify).AllowAnonymous().Limited(50)
            .Documented(PeopleDocs.Verify);

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> Verify(HttpContext http, CancellationToken stop)
    {
        if (await RequestBody.Read(http) is not { } body)
            return Faults.MalformedBody;
        if (body.Text("userJwt", Limits.BodyBytes) is not { Length: > 0 } presented)
            return Faults.MissingJwt;
        var keys = Settings.ExternalKeys(http.Community());
        if (keys.Count == 0)
            return Faults.MissingKeys;
        if (await jwt.Read(presented, keys) is not { } token)
            return Faults.InvalidExternalToken;
        if (!token.Issuer.Equals(http.Community().Id.Value.ToString("D"), StringComparison.OrdinalIgnoreCase))
            return Faults.ExternalProjectMismatch;
        return await SignIn(http, token, stop);
    }

    private async Task<Results<JsonHttpResult<SessionBody>, Fault>> SignIn(HttpContext http, JsonWebToken token, CancellationToken stop)
    {
        if (token.Subject is not { Length: > 0 and <= Limits.HandleLength } foreignId || !Text.IsStorable(foreignId))
            return Faults.MissingExternalUser;
        if (UserDataOf(token) is not { } told)
            return Faults.Invalid("auth", "userData");
        var account = UserForm.NewAccount(told, SignInHandlers.NewUsername(ids)) with { ExternalId = foreignId };
        var address = UserForm.Email(told);
        if (told.WrongField is { } wrong)
            return Faults.Invalid("auth", wrong);
        var found = await external.FindOrOpen(
            http.Community(), account, user => UserForm.Apply(told, user) with { Email = address ?? user.Email }, stop);
        return found.User is { } user
            ? Answer.Json(await sessions.Begin(http, user, stop))
            : Refused.Account("auth", found.Fault!.Value);
    }

    /// <summary>What the token tells of the person; nothing when it has no such claim, null when that is malformed.</summary>
    private static RequestBody? UserDataOf(JsonWebToken token)
    {
        var payload = Body.Parse(Base64Url.DecodeFromChars(token.EncodedPayload));
        return payload is { } json && Body.Member(json, "userData") is var told && told.ValueKind is not JsonValueKind.Null
            ? RequestBody.Of(told)
            : null;
    }
}
