using System.Globalization;

namespace Acquaint.Storage;

/// <summary>
/// The columns of a person, each named once (<see cref="Each"/>), where it is both read into the person and written from them: one after
/// the other of a row, or of the person.
/// </summary>
internal sealed class UserColumns
{
    private readonly SqlRow? _row;
    private readonly List<(string Name, object? Value)> _written = [];
    private int _read;

    private UserColumns(SqlRow? row) => _row = row;

    public static string[] Names { get; } = [.. Of(null).Select(column => column.Name)];

    /// <summary>A row of all columns, and perhaps more behind them.</summary>
    public static User Read(SqlRow row) => new UserColumns(row).Each(null);

    public static (string Name, object? Value)[] Of(User? user)
    {
        var columns = new UserColumns(row: null);
        _ = columns.Each(user);
        return [.. columns._written];
    }

    private User Each(User? user) => new()
    {
        Id = new(Number("id", user?.Id.Value)),
        Key = new(Uuid("user_key", user?.Key.Value)),
        Community = new(Uuid("community", user?.Community.Value)),
        Username = Text("username", user?.Username)!,
        Email = Text("email", user?.Email),
        EmailVerified = Bit("email_verified", user?.EmailVerified),
        ExternalId = Text("external_id", user?.ExternalId),
        Role = (UserRole)Number("role", (int?)user?.Role),
        Status = (UserStatus)Number("status", (int?)user?.Status),
        CreatedAt = Time("created_at", user?.CreatedAt) ?? default,
        UpdatedAt = Time("updated_at", user?.UpdatedAt) ?? default,
        DeletedAt = Time("deleted_at", user?.DeletedAt),
        Profile = EachOf(user?.Profile),
    };

    private Profile EachOf(Profile? profile) => new()
    {
        FirstName = Text("first_name", profile?.FirstName),
        LastName = Text("last_name", profile?.LastName),
        DisplayName = Text("display_name", profile?.DisplayName),
        Bio = Text("bio", profile?.Bio),
        Description = Text("description", profile?.Description),
        ProfileUrl = Text("profile_url", profile?.ProfileUrl),
        AvatarUrl = Text("avatar_url", profile?.AvatarUrl),
        LargeAvatarUrl = Text("large_avatar_url", profile?.LargeAvatarUrl),
        CoverUrl = Text("cover_url", profile?.CoverUrl),
        Website = Text("website", profile?.Website),
        Location = Text("location", profile?.Location),
        LocationLatLng = Text("location_lat_lng", profile?.LocationLatLng),
        PositionLatLng = Text("position_lat_lng", profile?.PositionLatLng),
        BirthDate = Day("birth_date", profile?.BirthDate),
        Gender = (Gender)Number("gender", (int?)profile?.Gender),
        CompanyName = Text("company_name", profile?.CompanyName),
        CompanyTitle = Text("company_title", profile?.CompanyTitle),
        IsCompany = Bit("is_company", profile?.IsCompany),
        Reputation = (int)Number("reputation", profile?.Reputation),
        Metadata = Text("metadata", profile?.Metadata)!,
        SecureMetadata = Text("secure_metadata", profile?.SecureMetadata)!,
    };

    private long Number(string name, long? value) => (_row is null ? Write(name, value) : _row.GetInt64(_read++)) ?? 0;
    private Guid Uuid(string name, Guid? value) => (_row is null ? Write(name, value) : _row.GetGuid(_read++)) ?? default;
    private string? Text(string name, string? value) => _row is null ? Write(name, value) : Rows.Text(_row, _read++);
    private bool Bit(string name, bool? value) => Number(name, value is { } it ? Rows.Bit(it) : null) == 1;

    private DateTimeOffset? Time(string name, DateTimeOffset? value) =>
        _row is null ? Rows.Time(Write(name, Rows.Micros(value))) : Rows.Time(_row, _read++);

    private DateOnly? Day(string name, DateOnly? value) =>
        Text(name, value?.ToString("O", CultureInfo.InvariantCulture)) is { } day
            ? DateOnly.ParseExact(day, "O", CultureInfo.InvariantCulture)
            : null;

    private T Write<T>(string name, T value)
    {
        _written.Add((name, value));
        return value;
    }
}
