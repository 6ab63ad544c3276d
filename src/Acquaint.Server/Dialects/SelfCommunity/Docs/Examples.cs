using System.Text.Json.Nodes;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>Answers as the OpenAPI document shows them, made of the wire types themselves: Bob, as Ann sees him.</summary>
internal static class Examples
{
    public const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.e30.x";
    private static readonly DateTimeOffset s_at = DateTimeOffset.Parse("2026-03-01T12:30:00Z", CultureInfo.InvariantCulture);
    private static readonly User s_ann = NewUser(6, "ann", "Ann Meyer") with { Email = "ann@example.org", EmailVerified = true };
    private static readonly User s_bob = NewUser(7, "bob", "Bob Rossi");

    private static readonly Relation s_sent = new(Tie.Sent, new(new(Uuid(1)), ByMe: true, Message: null, s_at, AnsweredAt: null));
    private static readonly Relation s_received = new(Tie.Received, s_sent.Request! with { ByMe = false });
    private static readonly Counters s_counters = new() { Sent = 1, Received = 2, Connected = 3 };
    private static readonly UserWire s_stranger = new(s_bob, Relation.Blank, s_counters);

    public static readonly string Sid = Uuid(3).ToString("N");
    public static readonly SettingsWire Settings = new(0, 0, 0, 1, 0);

    public static readonly PageWire<RequestWire> Received = Page("user/connection/requests", Request(EdgeList.Received, s_received));

    public static readonly IReadOnlyList<object> All =
    [
        new UserWire(s_bob, s_sent, s_counters) { CanSendPmTo = false },
        new MeWire(s_ann, s_counters, unseen: 2),
        new AvatarWire("https://cdn.example.org/ann.png"),
        new PermissionWire(s_ann),
        new CountersWire(s_counters),
        Settings,
        Page("user", s_stranger),
        Page("user/connection/requests_sent", Request(EdgeList.SentOrDeclined, s_sent)),
        new PageWire<AutocompleteWire>(1, null, null, [new(s_bob)]),
        new AutocompleteWire[] { new(s_bob) },
        new PageWire<SuggestionWire>(1, null, null, [new(s_stranger, "bo")]),
        new StatusWire("received_connection_request"),
        new StatusesWire(new Dictionary<long, string?> { [7] = "connected", [9] = null }),
        new IsConnectionWire(true),
        new IsHiddenWire(true),
        new IsHiddenByWire(false),
        new long[] { 7 },
        Notifications(),
        new CountWire(2),
        new PageWire<PreferenceWire>(2, null, null,
        [
            new("configurations", "connection_enabled", JsonValue.Create(true)),
            new("configurations", "url_template_profile", JsonValue.Create("/user/{id}/")),
        ]),
        new PageWire<FeatureWire>(0, null, null, []),
        new TokenWire(Token, 36000, "Bearer", "read write", Token),
        new JwtWire(Token, Token),
    ];

    private static NotificationsWire Notifications()
    {
        var change = new Change(new(Uuid(3)), ChangeKind.RequestSent, s_ann.Id, s_bob.Id, new(Uuid(1)), s_at);
        var one = new NotificationWire(new(change, s_bob, SeenAt: null, ReadAt: null), new UserWire(s_bob, s_received, s_counters));
        return new($"https://community.example.org/api/v2/notification/?next_id={Sid}", null, [new(one)]);
    }

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
