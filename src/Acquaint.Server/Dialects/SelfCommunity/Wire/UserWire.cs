#pragma warning disable CA1822 // a member that is the same for everybody is still a member of the answer

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>
/// A person as the caller sees one. First the members of the page "Get User's Connection Requests sent" in its order, then those of
/// the schema "User".
/// </summary>
internal class UserWire(User user, Relation? relation, Counters counters)
{
    public long Id => user.Id.Value;
    public string Username => user.Username;
    public string RealName => Profile.DisplayName ?? "";
    public DateTimeOffset DateJoined => user.CreatedAt;
    public string Bio => Profile.Bio ?? "";
    public string Location => Profile.Location ?? "";
    public string? LocationLatLng => Profile.LocationLatLng;
    public string? PositionLatLng => Profile.PositionLatLng;
    public DateOnly? DateOfBirth => Profile.BirthDate;
    public string Description => Profile.Description ?? "";

    public string Gender => Profile.Gender switch
    {
        Core.Gender.Unspecified => "Unspecified",
        Core.Gender.Male => "Male",
        Core.Gender.Female => "Female",
    };

    public string Status => user.Status switch
    {
        UserStatus.Active => "a",
        UserStatus.Suspended => "b",
        UserStatus.Deleted => user.IsPurged ? "u" : "d",
    };

    public string Website => Profile.Website ?? "";
    public string? Avatar => Profile.AvatarUrl;
    public string? Cover => Profile.CoverUrl;

    [JsonConverter(typeof(ExternalIdConverter))]
    public string? ExtId => user.ExternalId;

    /// <summary>People here carry no tags.</summary>
    public IReadOnlyList<string> Tags => [];
    public int Reputation => Profile.Reputation;
    public string? ConnectionStatus => StatusWire.Of(relation);
    public int ConnectionRequestsSentCounter => counters.Of(EdgeList.SentOrDeclined);
    public int ConnectionRequestsReceivedCounter => counters.Of(EdgeList.Received);
    public int ConnectionsCounter => counters.Of(EdgeList.Connected);

    /// <summary>There is no content here, so nobody has written any.</summary>
    public int PostsCounter => 0;
    public int DiscussionsCounter => 0;
    public int StatusesCounter => 0;
    public int PollsCounter => 0;

    /// <summary>The schema's word for a community in friendship mode: null.</summary>
    public int? FollowingsCounter => null;
    public int? FollowersCounter => null;
    public int CategoriesCounter => 0;
    public bool CommunityBadge => false;
    public bool RegApproved => true;
    public bool Deleted => user.IsDeleted;

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? DeletedAt => user.DeletedAt;
    public string CompanyName => Profile.CompanyName ?? "";
    public string CompanyRole => Profile.CompanyTitle ?? "";

    /// <summary>Only where one person is asked for. There are no private messages here.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? CanSendPmTo { get; set; }
    internal User User => user;
    private Profile Profile => user.Profile;
}

/// <summary>The caller: the schema "Me" adds what only oneself may see.</summary>
internal sealed class MeWire(User user, Counters counters, int unseen) : UserWire(user, relation: null, counters)
{
    [JsonPropertyOrder(1)] public string Email => User.Email ?? "";
    [JsonPropertyOrder(1)] public bool EmailIsvalid => User.EmailVerified;

    [JsonPropertyOrder(1)]
    public string? Role => User.Role switch
    {
        UserRole.Member => null,
        UserRole.Editor => "editor",
        UserRole.Publisher => "publisher",
        UserRole.Moderator => "moderator",
        UserRole.Admin => "admin",
    };

    [JsonPropertyOrder(1)] public PermissionWire Permission => new(User);
    [JsonPropertyOrder(1)] public int UnseenInteractionsCounter => unseen;

    /// <summary>There are no banners here.</summary>
    [JsonPropertyOrder(1)] public int UnseenNotificationBannersCounter => 0;
}

/// <summary>The schema "UserPermission": of what it lists, only connections exist here.</summary>
internal sealed class PermissionWire(User user)
{
    private readonly bool _mayConnect = user.Status is UserStatus.Active;

    public bool CreateContribute => false;
    public bool CreatePoll => false;
    public bool LocatePost => false;
    public bool CreatePost => false;
    public bool CreateGroup => false;
    public bool CreateEvent => false;
    public bool CreateCourse => false;
    public bool CreateLiveStream => false;
    public bool FollowUser => false;
    public bool RequestConnection => _mayConnect;
    public bool AcceptConnection => _mayConnect;
}

/// <summary>The answer of "Get the avatar of the authenticated user".</summary>
internal sealed record AvatarWire(string? Avatar);

/// <summary>
/// The answer of "Get User Counters": the names that its page has, and for connections also those that the official client's types
/// have. Followers are left out, as the page says of communities in friendship mode.
/// </summary>
internal sealed class CountersWire(Counters counters)
{
    /// <summary>There is no content here, so nobody has written any.</summary>
    public int Discussions => 0;
    public int Posts => 0;
    public int Statuses => 0;
    public int Polls => 0;
    public int ConnectionRequestsSent => counters.Of(EdgeList.SentOrDeclined);
    public int ConnectionRequestsReceived => counters.Of(EdgeList.Received);
    public int Connections => counters.Of(EdgeList.Connected);
    public int Categories => 0;
    public int ConnectionRequestsSentCounter => ConnectionRequestsSent;
    public int ConnectionRequestsReceivedCounter => ConnectionRequestsReceived;
    public int ConnectionsCounter => Connections;
}
