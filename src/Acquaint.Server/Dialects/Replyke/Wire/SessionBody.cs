namespace Acquaint.Server.Dialects.Replyke;

/// <summary>The answer to a sign-up or sign-in (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record SessionBody(bool Success, string AccessToken, string RefreshToken, SignedInUser User);

/// <summary>The answer to a refresh (docs/dialects/replyke.md, "Endpoints"); <c>refreshToken</c> in version 7 only.</summary>
internal sealed record RenewedBody(
    bool Success,
    string AccessToken,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? RefreshToken,
    SignedInUser User);

/// <summary>The answer to a change of password.</summary>
internal sealed record DoneBody(bool Success, string Message);

/// <summary>The answer to a refresh without a token: both members are null.</summary>
internal sealed record NobodyBody(SignedInUser? User = null, string? AccessToken = null);

/// <summary>A person as they see themself after signing in: these members, in this order.</summary>
internal sealed record SignedInUser(
    Guid Id,
    string? ForeignId,
    string Role,
    string? Email,
    string? Name,
    string? Username,
    string? Avatar,
    string? Bio,
    JsonObjectText Metadata,
    int Reputation,
    bool IsVerified,
    bool IsActive,
    DateTimeOffset LastActive,
    IReadOnlyList<Suspension> Suspensions)
{
    /// <param name="now">The person is acting at this moment, so it is when they were last active.</param>
    public static SignedInUser Of(User user, DateTimeOffset now) => new(
        user.Key.Value,
        user.ExternalId,
        PublicUser.RoleOf(user),
        user.Email,
        user.Profile.DisplayName,
        user.Username,
        user.Profile.AvatarUrl,
        user.Profile.Bio,
        new(user.Profile.Metadata),
        user.Profile.Reputation,
        user.EmailVerified,
        !user.IsDeleted,
        now,
        user.Status is UserStatus.Suspended ? [Suspension.Of(user)] : []);
}

/// <summary>A suspension in force. Neither reason nor dates are kept, so it begins where the account last changed.</summary>
internal sealed record Suspension(string? Reason, DateTimeOffset StartDate, DateTimeOffset? EndDate)
{
    public static Suspension Of(User user) => new(Reason: null, user.UpdatedAt, EndDate: null);
}

/// <summary>The project as the client's provider holds it (docs/dialects/replyke.md, "Objects").</summary>
internal sealed record ProjectBody(
    Guid Id, Guid ClientId, string Name, IReadOnlyList<string> Integrations, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>Nobody rents projects here, so a project is its own client; when its rules last changed is not kept.</summary>
    public static ProjectBody Of(Community community) =>
        new(community.Id.Value, community.Id.Value, community.Name, [], community.CreatedAt, community.CreatedAt);
}
