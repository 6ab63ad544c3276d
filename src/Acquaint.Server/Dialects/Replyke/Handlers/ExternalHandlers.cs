using System.Buffers.Text;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Signing in people whom the project's own server vouches for by a token that it signs with its RSA key.</summary>
internal sealed class ExternalHandlers(Sessions sessions, ExternalAccounts external, Jwt jwt, Ids ids)
{
    public async Task<Answer<SessionBody>> Verify(HttpContext http, CancellationToken stop)
    {
        var body = await RequestBody.Read(http, _ => Refusals.MissingJwt);
        if (body.Text("userJwt") is not { } presented)
            return body.Fault ?? Refusals.MissingJwt;
        var keys = Settings.ExternalKeys(http.Community());
        if (keys.Count == 0)
            return Refusals.MissingKeys;
        if (await jwt.Read(presented, keys) is not { } token)
            return Refusals.InvalidExternalToken;
        if (!token.Issuer.Equals(http.Community().Id.Value.ToString("D"), StringComparison.OrdinalIgnoreCase))
            return Refusals.ExternalProjectMismatch;
        return await SignIn(http, token, stop);
    }

    private async Task<Answer<SessionBody>> SignIn(HttpContext http, JsonWebToken token, CancellationToken stop)
    {
        if (token.Subject is not { Length: > 0 and <= Limits.HandleLength } foreignId || !Text.IsStorable(foreignId))
            return Refusals.MissingExternalUser;
        JsonElement? data = Body.Parse(Base64Url.DecodeFromChars(token.EncodedPayload)) is { } payload
            ? Body.Member(payload, "userData")
            : null;
        var told = RequestBody.Of(data, amiss => Refusals.Invalid("auth", amiss.Name), Refusals.Invalid("auth", "userData"));
        var account = UserForm.NewAccount(told, SignInHandlers.NewUsername(ids)) with { ExternalId = foreignId };
        if (told.Fault is { } fault)
            return fault;
        var found = await external.FindOrOpen(
            http.Community(), account, user => UserForm.Apply(told, user) with { Email = account.Email ?? user.Email }, stop);
        return found.User is { } user
            ? await sessions.Begin(http, user, stop)
            : Refusals.Account("auth", found.Fault!.Value);
    }
}
