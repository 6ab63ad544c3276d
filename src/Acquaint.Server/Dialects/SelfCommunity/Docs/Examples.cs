using System.Globalization;
using System.Text.Json.Nodes;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Answers as the OpenAPI document shows them, made of the wire types themselves: Bob, as Ann sees him.</summary>
internal static class Examples
{
    private static readonly DateTimeOffset s_at = DateTimeOffset.Parse("2026-03-01T12:30:00Z", CultureInfo.InvariantCulture);

    private static readonly User s_ann = NewUser(6, "ann", "Ann Meyer") with { Email = "ann@example.org", EmailVerified = true };

    private static readonly User s_bob = NewUser(7, "bob", "Bob Rossi");

    private static readonly Relation s_sent = new(Tie.Sent, new(new(Uuid(1)), ByMe: true, Message: null, s_at, AnsweredAt: null));

    private static readonly Relation s_received = new(Tie.Received, s_sent.Request! with { ByMe = false });

    private static readonly Counters s_counters = new() { Sent = 1, Received = 2, Connected = 3 };

    private static readonly UserWire s_stranger = new(s_bob, Relation.Blank, s_counters);

    public static UserWire User { get; } = new(s_bob, s_sent, s_counters) { CanSendPmTo = false };

    public static MeWire Me { get; } = new(s_ann, s_counters, unseen: 2);

    public static PageWire<UserWire> Users { get; } = Page("user/7/connections", s_stranger);

    public static PageWire<UserWire> Found { get; } = Page("user/search", s_stranger);

    public static PageWire<UserWire> Hidden { get; } = new(1, null, null, [s_stranger]);

    public static PageWire<AutocompleteWire> Completed { get; } = new(1, null, null, [new(s_bob)]);

    public static AutocompleteWire[] Matched { get; } = [new(s_bob)];

    public static PageWire<SuggestionWire> Suggested { get; } = new(1, null, null, [new(s_stranger, "bo")]);

    public static PageWire<RequestWire> Sent { get; } = Page("user/connection/requests_sent", Request(EdgeList.SentOrDeclined, s_sent));

    public static PageWire<RequestWire> Received { get; } = Page("user/connection/requests", Request(EdgeList.Received, s_received));

    public static CountersWire Counters { get; } = new(s_counters);

    public static PermissionWire Permission { get; } = new(s_ann);

    public static NotificationsWire Notifications { get; } = new(
        $"https://community.example.org/api/v2/notification/?next_id={Uuid(3):N}",
        null,
        [new(new(
            new(new(new(Uuid(3)), ChangeKind.RequestSent, s_ann.Id, s_bob.Id, new(Uuid(1)), s_at), s_bob, SeenAt: null, ReadAt: null),
            new UserWire(s_bob, s_received, s_counters)))]);

    public static PageWire<PreferenceWire> Preferences { get; } = new(2, null, null,
    [
        new("configurations", "connection_enabled", JsonValue.Create(true)),
        new("configurations", "url_template_profile", JsonValue.Create("/user/{id}/")),
    ]);

    public static string Sid { get; } = Uuid(3).ToString("N");

    private static RequestWire Request(EdgeList list, Relation relation) =>
        new(new(new(s_ann.Id, s_bob.Id, relation), s_bob), list, new UserWire(s_bob, relation, s_counters));

    private static PageWire<T> Page<T>(string path, T one) =>
        new(4, $"https://community.example.org/api/v2/{path}/?limit=3&offset=3", null, [one]);

    private static User NewUser(long id, string username, string name) => new()
    {
        Id = new(id),
        Key = new(Uuid((int)id)),
        Community = new(Uuid(0)),
        Username = username,
        ExternalId = $"crm-{id}",
        CreatedAt = s_at,
        UpdatedAt = s_at,
        Profile = new Profile
        {
            DisplayName = name,
            Location = "Milan",
            LocationLatLng = "45.4642,9.19",
            BirthDate = new(1990, 2, 28),
            AvatarUrl = $"https://cdn.example.org/{username}.png",
        },
    };

    private static Guid Uuid(int last) => Guid.Parse($"01959abc-0000-7000-8000-{last:D12}");
}
