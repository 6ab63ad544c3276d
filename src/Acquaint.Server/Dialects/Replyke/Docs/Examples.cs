namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Wire values as the OpenAPI document shows them.</summary>
internal static class Examples
{
    public const string Token = "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiI3In0.c2lnbmF0dXJl";

    private static readonly Guid s_request = Guid.Parse("01980f6e-7b1c-7d3a-9a52-5e0f6c1b2a33");
    private static readonly Guid s_me = Guid.Parse("01980f6e-6a10-7c21-8b44-2f7d3e9a1c55");
    private static readonly Guid s_project = Guid.Parse("01980f6e-5f00-7a11-9c3b-1d2e3f405162");
    private static readonly DateTimeOffset s_asked = new(2026, 1, 1, 10, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset s_answered = s_asked.AddHours(1);
    private static readonly JsonObjectText s_metadata = new("""{"team":"A"}""");

    public static readonly PublicUser Jane = new(
        Guid.Parse("01980f6e-6a11-7e52-a1b7-9d8c7b6a5f44"), s_project, "visitor", "ext-1", "Jane Smith", "janesmith",
        "https://example.com/avatar.jpg", "Product Manager", Birthdate: null, new Point("Point", [13.4, 52.5]), 200, s_metadata, s_asked,
        s_asked, DeletedAt: null);

    public static readonly SignedInUser Me = new(
        s_me, ForeignId: null, "visitor", "me@example.com", "Me", "me", Avatar: null, Bio: null, s_metadata, 0, IsVerified: false,
        IsActive: true, s_answered, Suspensions: []);

    public static readonly PendingRequest Received =
        new(s_request, "received", Jane, "Hi! I'd like to connect with you.", s_asked);

    public static readonly PendingRequest Sent = Received with { Type = "sent" };

    public static readonly EstablishedConnection Connection = new(s_request, Jane, s_answered, s_asked, "Hi!");

    public static readonly BlockedUser Blocked = new(Jane, s_answered);

    public static readonly BlockBody Block = new(s_me, Jane.Id, s_answered);

    public static readonly AskedBody Asked = new(s_request, "pending", s_asked);

    public static readonly AnsweredBody Accepted = new(s_request, "accepted", s_answered);

    public static readonly AnsweredBody Declined = Accepted with { Status = "declined" };

    public static readonly StatusBody Status = StatusBody.Of(
        new Core.Relation(Core.Tie.Received, new(new(s_request), ByMe: false, "Hi!", s_asked, AnsweredAt: null)));

    public static readonly NotificationBody Notification = new(
        Guid.Parse("01980f6e-7b1c-7d3a-9a53-0c1d2e3f4a5b"), s_project, s_me, "connection-request", IsRead: false, "open-profile",
        new(s_request, Jane.Id, Jane.Name, Jane.Username, Jane.Avatar), s_asked, s_asked);

    public static readonly SessionBody Session = new(true, Token, Token, Me);

    public static readonly ProjectBody Project = new(s_project, s_project, "Community", [], s_asked, s_asked);

    public static readonly SignUpForm SignUp = new(
        "me@example.com", "correct horse", "Me", "me", Avatar: null, Bio: null, new(13.4, 52.5), "1990-02-28", s_metadata, null);

    public static readonly UpdateForm Update =
        new(new("Me", "me", "https://example.com/me.jpg", "Hello", new(13.4, 52.5), "1990-02-28", s_metadata, null));

    public static readonly SigningForm Signing = new(s_project, "LS0tLS1CRUdJTi…", new("""{"id":"ext-1","username":"me"}"""));

    public static readonly MessageForm Message = new("Hi! I'd like to connect with you.", ActingUserId: null);

    public static Pagination Pages { get; } = new(1, 1, 1, HasNextPage: false, HasPreviousPage: false, 20);

    public static DataPagination DataPages { get; } = new(1, 20, 1, 1, HasMore: false);
}
