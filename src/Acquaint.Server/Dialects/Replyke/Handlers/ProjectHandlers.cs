namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the official client asks around its provider: the project, and a token for trying external sign-in out.</summary>
internal static class ProjectHandlers
{
    private static readonly TimeSpan s_life = TimeSpan.FromMinutes(5);

    public static Answer<ProjectBody> Lean(HttpContext http) => ProjectBody.Of(http.Community());

    /// <summary>
    /// Signs with the key that the caller brings, so it gives nobody anything they could not make themselves; nothing of it is kept.
    /// </summary>
    public static async Task<Answer<PlainText>> Sign(HttpContext http, Jwt jwt)
    {
        var body = await RequestBody.Read(http, amiss => Refusals.InvalidSigning(amiss.Name));
        var payload = body.Json("payload");
        if (!Body.TryText(Body.Member(payload, "id"), out var id) || id.Length is 0 or > Limits.HandleLength)
            body.Refuse<string>("payload");
        var project = body.Text("projectId", Limits.HandleLength) ?? body.Refuse<string>("projectId");
        var key = body.Value("privateKey", ParseKey) ?? body.Refuse<RSAParameters?>("privateKey");
        if (body.Fault is { } fault)
            return fault;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = id!,
            ["iss"] = project!,
            ["aud"] = "replyke.com",
            ["userData"] = payload,
        };
        return new PlainText(jwt.Sign(key!.Value, claims, s_life), Charset: null);
    }

    private static RSAParameters? ParseKey(string text)
    {
        try
        {
            return RsaKeys.Parse(text, isPrivate: true);
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
