namespace Acquaint.Server.Dialects.SelfCommunity;

// What clients send, as the OpenAPI document tells it. The server itself reads bodies member by member, and believes none of it.

/// <summary>The body of <c>connection/statuses/</c>.</summary>
internal sealed record UserIdsWire(IReadOnlyList<long> Users);

/// <summary>The body of <c>notification/read/</c>.</summary>
internal sealed record SidsWire(IReadOnlyList<string> Sids);

/// <summary>Any of the fields of a user that people write themselves.</summary>
internal sealed record UserPatchWire(string RealName, string Location)
{
    public string? Username { get; init; }

    public string? Bio { get; init; }

    public string? LocationLatLng { get; init; }

    public string? PositionLatLng { get; init; }

    public string? DateOfBirth { get; init; }

    public string? Description { get; init; }

    public string? Gender { get; init; }

    public string? Website { get; init; }

    public string? Avatar { get; init; }

    public string? Cover { get; init; }

    public string? CompanyName { get; init; }

    public string? CompanyRole { get; init; }
}

/// <summary>The body of a moderation.</summary>
internal sealed record ModerationWire(string Status);

/// <summary>The password grant of RFC 6749 section 4.3.</summary>
internal sealed record PasswordGrantWire(string GrantType, string Username, string Password, string ClientId);

/// <summary>The body of <c>jwt/token/</c>.</summary>
internal sealed record PasswordWire(string Username, string Password);

/// <summary>The body of <c>jwt/verify_token/</c> and of <c>revoke_token/</c>.</summary>
internal sealed record TokenQuestionWire(string Token);
