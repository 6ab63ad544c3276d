namespace Acquaint.Core;

public enum UserRole
{
    Member = 0,
    Editor = 1,
    Publisher = 2,
    Moderator = 3,
    Admin = 4,
}

public enum UserStatus
{
    Active = 0,

    /// <summary>May look and may end things, but may not ask or accept, nor be asked.</summary>
    Suspended = 1,

    /// <summary>Nobody finds them any more; the row stays so that the id is never given to somebody else.</summary>
    Deleted = 2,
}

public enum Gender
{
    Unspecified = 0,
    Male = 1,
    Female = 2,
}

/// <summary>A person, with everything that any dialect shows of one. Secrets are not here (<see cref="ICredentialStore"/>).</summary>
public sealed record User
{
    public required UserId Id { get; init; }
    public required UserKey Key { get; init; }
    public required CommunityId Community { get; init; }

    /// <summary>Unique in the community, whatever the letter case.</summary>
    public required string Username { get; init; }

    /// <summary>Unique in the community, whatever the letter case; null when unknown. Never shown to others.</summary>
    public string? Email { get; init; }
    public bool EmailVerified { get; init; }

    /// <summary>The integrator's own id for this person, unique in the community; null when none.</summary>
    public string? ExternalId { get; init; }
    public UserRole Role { get; init; }
    public UserStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public DateTimeOffset? DeletedAt { get; init; }
    public Profile Profile { get; init; } = new();

    public bool IsDeleted => Status is UserStatus.Deleted;

    /// <summary>Deleted with all that told who it was.</summary>
    public bool IsPurged => IsDeleted && Username == NameOfPurged(Key);

    /// <summary>As it is after a hard deletion: nothing that tells who it was.</summary>
    public User Purged(DateTimeOffset at) => Anonymised().Deleted(at);

    /// <summary>Deleted at this time, unless it was before.</summary>
    public User Deleted(DateTimeOffset at) => this with
    {
        Status = UserStatus.Deleted,
        UpdatedAt = IsDeleted ? UpdatedAt : at,
        DeletedAt = IsDeleted ? DeletedAt : at,
    };

    private User Anonymised() => this with
    {
        Username = NameOfPurged(Key),
        Email = null,
        EmailVerified = false,
        ExternalId = null,
        Role = UserRole.Member,
        Profile = new(),
    };

    /// <summary>The key makes it nobody else's.</summary>
    public static string NameOfPurged(UserKey key) => $"deleted-{key.Value:N}";
}

/// <summary>What a person tells of themself. Lengths are checked where they come in.</summary>
public sealed record Profile
{
    public string? FirstName { get; init; }
    public string? LastName { get; init; }

    /// <summary>The name as others are shown it, in one piece.</summary>
    public string? DisplayName { get; init; }
    public string? Bio { get; init; }
    public string? Description { get; init; }

    /// <summary>URL of the person's page.</summary>
    public string? ProfileUrl { get; init; }

    /// <summary>URL of the small picture: avatar, PictureUrl.</summary>
    public string? AvatarUrl { get; init; }
    public string? LargeAvatarUrl { get; init; }
    public string? CoverUrl { get; init; }
    public string? Website { get; init; }

    /// <summary>A place in words.</summary>
    public string? Location { get; init; }

    /// <summary>The place of <see cref="Location"/> as "lat,lng" in degrees.</summary>
    public string? LocationLatLng { get; init; }

    /// <summary>Where the person was last seen, as "lat,lng" in degrees.</summary>
    public string? PositionLatLng { get; init; }
    public DateOnly? BirthDate { get; init; }
    public Gender Gender { get; init; }
    public string? CompanyName { get; init; }
    public string? CompanyTitle { get; init; }
    public bool IsCompany { get; init; }
    public int Reputation { get; init; }

    /// <summary>A JSON object that applications read and write; shown to everybody.</summary>
    public string Metadata { get; init; } = "{}";

    /// <summary>A JSON object for service keys only; never shown to people.</summary>
    public string SecureMetadata { get; init; } = "{}";
}

/// <summary>A person as they were saved, or the kind of handle that somebody else has; neither when there is no such person.</summary>
public readonly record struct Saved(User? User, HandleKind? Taken);

/// <summary>Who is looking or acting: what every dialect's authentication yields.</summary>
public sealed record Viewer(UserId Id, UserKey Key, Community Community, UserRole Role)
{
    public bool IsAdmin => Role is UserRole.Admin;
}

/// <summary>A name by which a person is found: unique per community and kind.</summary>
public readonly record struct Handle(CommunityId Community, HandleKind Kind, string Value)
{
    /// <summary>The form in which handles are compared: external ids to the letter, everything else whatever the case.</summary>
    public string Normalized => Kind is HandleKind.ExternalId ? Value : Value.ToLowerInvariant();

    public static Handle Of(CommunityId community, UserKey key) => new(community, HandleKind.Key, key.Value.ToString("D"));
}

/// <summary>The numbers are stored; they never change.</summary>
public enum HandleKind
{
    Key = 1,
    Username = 2,
    Email = 3,
    ExternalId = 4,
}

/// <summary>A sign-in that can be renewed and ended: one row per refresh token.</summary>
/// <param name="Owner">Whose it is.</param>
/// <param name="Id">Named in the refresh token.</param>
/// <param name="CreatedAt">When it began, UTC.</param>
/// <param name="ExpiresAt">When it ends by itself, UTC.</param>
public sealed record Session(UserId Owner, SessionId Id, DateTimeOffset CreatedAt, DateTimeOffset ExpiresAt);
