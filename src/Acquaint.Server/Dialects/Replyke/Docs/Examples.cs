namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Wire values as the documents show them.</summary>
internal static class Examples
{
    public const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl";
    private static readonly Guid s_request = Guid.Parse("01980f6e-7b1c-7d3a-9a52-5e0f6c1b2a33");
    private static readonly Guid s_me = Guid.Parse("01980f6e-6a10-7c21-8b44-2f7d3e9a1c55");
    private static readonly Guid s_project = Guid.Parse("01980f6e-5f00-7a11-9c3b-1d2e3f405162");
    private static readonly DateTimeOffset s_asked = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_answered = s_asked.AddHours(1);
    private static readonly JsonObjectText s_metadata = new("""{"team":"A"}""");

    private static readonly PublicUser s_jane = new(
        Guid.Parse("01980f6e-6a11-7e52-a1b7-9d8c7b6a5f44"), s_project, "visitor", "ext-1", "Jane Smith", "janesmith",
        "https://example.com/avatar.jpg", "Product Manager", Birthdate: null, new Point("Point", [13.4, 52.5]), 200, s_metadata, s_asked,
        s_asked, DeletedAt: null);

    private static readonly SignedInUser s_signedIn = new(
        s_me, ForeignId: null, "visitor", "me@example.com", "Me", "me", Avatar: null, Bio: null, s_metadata, 0, IsVerified: false,
        IsActive: true, s_answered, Suspensions: []);

    private static readonly AnsweredBody s_accepted = new(s_request, "accepted", s_answered);
    public static readonly PendingRequest Received = new(s_request, "received", s_jane, "Hi! I'd like to connect with you.", s_asked);
    public static readonly PendingRequest Sent = Received with { Type = "sent" };
    public static readonly EstablishedConnection Connection = new(s_request, s_jane, s_answered, s_asked, "Hi!");
    public static readonly BlockedUser Blocked = new(s_jane, s_answered);
    public static readonly AnsweredBody Declined = s_accepted with { Status = "declined" };
    public static readonly EndedBody Disconnected = EndedBody.ByUser(ChangeKind.Disconnected);

    public static readonly NotificationBody Notification = new(
        Guid.Parse("01980f6e-7b1c-7d3a-9a53-0c1d2e3f4a5b"), s_project, s_me, "connection-request", IsRead: false, "open-profile",
        new(s_request, s_jane.Id, s_jane.Name, s_jane.Username, s_jane.Avatar), s_asked, s_asked);

    public static readonly ProjectBody Project = new(s_project, s_project, "Community", [], s_asked, s_asked);

    /// <summary>One of each type that handlers answer with.</summary>
    public static IReadOnlyList<object> All { get; } =
    [
        new CountBody(1), new AskedBody(s_request, "pending", s_asked), s_accepted, EndedBody.ById(ChangeKind.RequestWithdrawn),
        StatusBody.Of(new Relation(Tie.Received, new(new(s_request), ByMe: false, "Hi!", s_asked, AnsweredAt: null))),
        new BlockBody(s_me, s_jane.Id, s_answered), new BlockStatusBody(true, s_answered), 5, new MarkedBody(3),
        s_jane, new[] { s_jane }, new AvailabilityBody(true), s_signedIn, new SessionBody(true, Token, Token, s_signedIn),
        new DoneBody(true, "Password updated successfully."), Project,
    ];

    public static RenewedBody Renewed(ApiVersion version) => new(true, Token, version is ApiVersion.V7 ? Token : null, s_signedIn);
}
