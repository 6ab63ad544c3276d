using System.Globalization;

namespace Acquaint.Storage;

/// <summary>Rows to core types and back. The order of each column list is the order in which its reader takes them.</summary>
internal static class Rows
{
    public const string EdgeColumns =
        "owner, other, tie, request_id, by_me, message, requested_at, answered_at, seen_at, "
        + "i_blocked_at, they_blocked_at, ask_again_at, they_ask_again_at";

    /// <summary>Counters in the form of an edge without a tie, to come in one statement with edges.</summary>
    public const string CountersAsEdge =
        "owner, sent, NULL, NULL, NULL, NULL, received, connected, declined, blocking, blocked_by, NULL, NULL";

    public const string CounterColumns = "owner, sent, received, connected, declined, blocking, blocked_by";

    public static readonly string[] UserColumns =
    [
        "id", "user_key", "community", "username", "email", "email_verified", "external_id", "role", "status",
        "created_at", "updated_at", "deleted_at", "first_name", "last_name", "display_name", "bio", "description",
        "profile_url", "avatar_url", "large_avatar_url", "cover_url", "website", "location", "location_lat_lng", "position_lat_lng",
        "birth_date", "gender", "company_name", "company_title", "is_company", "reputation", "metadata", "secure_metadata",
    ];

    public static Edge ToEdge(SqlRow row) => new(
        new(row.GetInt64(0)),
        new(row.GetInt64(1)),
        new Relation(
            (Tie)row.GetInt32(2),
            row.IsDBNull(3)
                ? null
                : new Request(new(row.GetGuid(3)), row.GetInt32(4) == 1, Text(row, 5), Time(row, 6)!.Value, Time(row, 7)),
            Time(row, 9),
            Time(row, 10),
            Time(row, 11),
            Time(row, 12)),
        Time(row, 8));

    /// <summary>The one or the other.</summary>
    public static (Counters Counters, Edge? Edge) ToCountersOrEdge(SqlRow row) => row.IsDBNull(2)
        ? (new(row.GetInt32(1), row.GetInt32(6), row.GetInt32(7), row.GetInt32(8), row.GetInt32(9), row.GetInt32(10)), null)
        : (default, ToEdge(row));

    public static (string, object?)[] OfRelation(UserId owner, UserId other, Relation relation) =>
    [
        ("owner", owner.Value),
        ("other", other.Value),
        ("tie", (int)relation.Tie),
        ("request_id", relation.Request?.Id.Value),
        ("by_me", relation.Request is null ? null : Bit(relation.Request.ByMe)),
        ("message", relation.Request?.Message),
        ("requested_at", Micros(relation.Request?.At)),
        ("answered_at", Micros(relation.Request?.AnsweredAt)),
        ("i_blocked_at", Micros(relation.IBlockedAt)),
        ("they_blocked_at", Micros(relation.TheyBlockedAt)),
        ("ask_again_at", Micros(relation.AskAgainAt)),
        ("they_ask_again_at", Micros(relation.TheyAskAgainAt)),
    ];

    public static KeyValuePair<UserId, Counters> ToCounters(SqlRow row) =>
        new(
            new(row.GetInt64(0)),
            new(row.GetInt32(1), row.GetInt32(2), row.GetInt32(3), row.GetInt32(4), row.GetInt32(5), row.GetInt32(6)));

    public static Change ToChange(SqlRow row) => new(
        new(row.GetGuid(1)),
        (ChangeKind)row.GetInt32(2),
        new(row.GetInt64(0)),
        new(row.GetInt64(3)),
        row.IsDBNull(4) ? null : new RequestId(row.GetGuid(4)),
        Time(row, 5)!.Value);

    public static User ToUser(SqlRow row) => new()
    {
        Id = new(row.GetInt64(0)),
        Key = new(row.GetGuid(1)),
        Community = new(row.GetGuid(2)),
        Username = row.GetString(3),
        Email = Text(row, 4),
        EmailVerified = row.GetInt32(5) == 1,
        ExternalId = Text(row, 6),
        Role = (UserRole)row.GetInt32(7),
        Status = (UserStatus)row.GetInt32(8),
        CreatedAt = Time(row, 9)!.Value,
        UpdatedAt = Time(row, 10)!.Value,
        DeletedAt = Time(row, 11),
        Profile = ToProfile(row),
    };

    public static (string, object?)[] OfUser(User user)
    {
        var profile = user.Profile;
        object?[] values =
        [
            user.Id.Value, user.Key.Value, user.Community.Value, user.Username, user.Email, Bit(user.EmailVerified), user.ExternalId,
            (int)user.Role, (int)user.Status, Micros(user.CreatedAt), Micros(user.UpdatedAt), Micros(user.DeletedAt),
            profile.FirstName, profile.LastName, profile.DisplayName, profile.Bio, profile.Description, profile.ProfileUrl,
            profile.AvatarUrl, profile.LargeAvatarUrl, profile.CoverUrl, profile.Website, profile.Location, profile.LocationLatLng,
            profile.PositionLatLng, profile.BirthDate?.ToString("O", CultureInfo.InvariantCulture), (int)profile.Gender,
            profile.CompanyName, profile.CompanyTitle, Bit(profile.IsCompany), profile.Reputation, profile.Metadata,
            profile.SecureMetadata,
        ];
        return [.. UserColumns.Zip(values)];
    }

    public static long? Micros(DateTimeOffset? time) =>
        time is { } t ? (t.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / TimeSpan.TicksPerMicrosecond : null;

    public static DateTimeOffset? Time(SqlRow row, int column) =>
        row.IsDBNull(column) ? null : DateTimeOffset.UnixEpoch.AddTicks(row.GetInt64(column) * TimeSpan.TicksPerMicrosecond);

    public static string? Text(SqlRow row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static int Bit(bool value) => value ? 1 : 0;

    private static Profile ToProfile(SqlRow row) => new()
    {
        FirstName = Text(row, 12),
        LastName = Text(row, 13),
        DisplayName = Text(row, 14),
        Bio = Text(row, 15),
        Description = Text(row, 16),
        ProfileUrl = Text(row, 17),
        AvatarUrl = Text(row, 18),
        LargeAvatarUrl = Text(row, 19),
        CoverUrl = Text(row, 20),
        Website = Text(row, 21),
        Location = Text(row, 22),
        LocationLatLng = Text(row, 23),
        PositionLatLng = Text(row, 24),
        BirthDate = row.IsDBNull(25) ? null : DateOnly.ParseExact(row.GetString(25), "O", CultureInfo.InvariantCulture),
        Gender = (Gender)row.GetInt32(26),
        CompanyName = Text(row, 27),
        CompanyTitle = Text(row, 28),
        IsCompany = row.GetInt32(29) == 1,
        Reputation = row.GetInt32(30),
        Metadata = row.GetString(31),
        SecureMetadata = row.GetString(32),
    };
}
