using System.Runtime.CompilerServices;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Every error; <c>field</c> only where one field is at fault (docs/dialects/replyke.md, "Errors").</summary>
internal sealed record FaultBody(
    string Error, string Code, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Field);

/// <summary>Whether a username can still be taken (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record AvailabilityBody(bool Available);

/// <summary>A count of connections (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record CountBody(int Count);

/// <summary>
/// An open request and the person opposite the viewer (Replyke v6 documentation, "Get Current User Received Pending Requests").
/// </summary>
internal sealed record PendingRequest(
    Guid Id,
    string Type,
    [property: JsonConverter(typeof(WrittenOnceConverter<PublicUser>))] PublicUser User,
    string? Message,
    DateTimeOffset CreatedAt)
{
    public static PendingRequest Of(Listed listed)
    {
        var request = listed.Edge.Relation.Request!;
        return new(request.Id.Value, StatusBody.TypeOf(request), PublicUser.Of(listed.User), request.Message, request.At);
    }
}

/// <summary>
/// A connection (docs/dialects/replyke.md, "Objects"). The original documents the last two members but does not send them.
/// </summary>
internal sealed record EstablishedConnection(
    Guid Id,
    [property: JsonConverter(typeof(WrittenOnceConverter<PublicUser>))] PublicUser ConnectedUser,
    DateTimeOffset? ConnectedAt,
    DateTimeOffset RequestedAt,
    string? Message)
{
    public static EstablishedConnection Of(Listed listed)
    {
        var request = listed.Edge.Relation.Request!;
        return new(request.Id.Value, PublicUser.Of(listed.User), request.AnsweredAt, request.At, request.Message);
    }
}

/// <summary>The answer to a request that was sent (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record AskedBody(Guid Id, string Status, DateTimeOffset CreatedAt)
{
    public static AskedBody Of(Request request) => new(request.Id.Value, "pending", request.At);
}

/// <summary>The answer to an accept or a decline (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record AnsweredBody(Guid Id, string Status, DateTimeOffset? RespondedAt)
{
    public static AnsweredBody Accepted(Request request) => new(request.Id.Value, "accepted", request.AnsweredAt);

    public static AnsweredBody Declined(Request request) => new(request.Id.Value, "declined", request.AnsweredAt);
}

/// <summary>The answer to whatever ends something; <c>action</c> only when it was asked for by user.</summary>
internal sealed record EndedBody(
    string Message, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Action = null)
{
    private static readonly EndedBody s_withdrawn = new("Connection request withdrawn successfully.", "withdraw");

    private static readonly EndedBody s_disconnected = new("Connection removed successfully.", "disconnect");

    // The client's type has this third action, and its own server no use for it.
    private static readonly EndedBody s_discarded = new("Declined connection request removed successfully.", "decline");

    public static EndedBody ByUser(ChangeKind? change) =>
        change is ChangeKind.RequestWithdrawn ? s_withdrawn : change is ChangeKind.DeclineDiscarded ? s_discarded : s_disconnected;

    public static EndedBody ById(ChangeKind? change) => ByUser(change) with { Action = null };
}

/// <summary>How two people stand (docs/dialects/replyke.md, "Objects"). Which members there are depends on the status.</summary>
internal sealed record StatusBody(string Status)
{
    public static readonly StatusBody None = new("none");

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Type { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Guid? ConnectionId { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? CreatedAt { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? ConnectedAt { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RequestedAt { get; private init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public DateTimeOffset? RespondedAt { get; private init; }

    public static StatusBody Of(Relation relation) => relation.Tie switch
    {
        Tie.None => None,
        Tie.Sent or Tie.Received => Pending(relation.Request!),
        Tie.DeclinedByThem or Tie.DeclinedByMe => Declined(relation.Request!),
        Tie.Connected => Connected(relation.Request!),
    };

    public static string TypeOf(Request request) => request.ByMe ? "sent" : "received";

    private static StatusBody Pending(Request request) =>
        new("pending") { Type = TypeOf(request), ConnectionId = request.Id.Value, CreatedAt = request.At };

    private static StatusBody Declined(Request request) =>
        new("declined") { Type = TypeOf(request), ConnectionId = request.Id.Value, RespondedAt = request.AnsweredAt };

    private static StatusBody Connected(Request request) =>
        new("connected") { ConnectionId = request.Id.Value, ConnectedAt = request.AnsweredAt, RequestedAt = request.At };
}

/// <summary>A person as everybody sees them (docs/dialects/replyke.md, "Objects"): these members, in this order.</summary>
internal sealed record PublicUser(
    Guid Id,
    Guid ProjectId,
    string Role,
    string? ForeignId,
    string? Name,
    string? Username,
    string? Avatar,
    string? Bio,
    DateTimeOffset? Birthdate,
    Point? Location,
    int Reputation,
    JsonObjectText Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    DateTimeOffset? DeletedAt)
{
    // A person's state is one object as long as nobody changes them (see UserCache), and what is made from it goes when it goes.
    private static readonly ConditionalWeakTable<User, PublicUser> s_known = [];

    public static PublicUser Of(User user) => s_known.GetValue(user, Make);

    private static PublicUser Make(User user) => new(
        user.Key.Value,
        user.Community.Value,
        RoleOf(user),
        user.ExternalId,
        user.Profile.DisplayName,
        user.Username,
        user.Profile.AvatarUrl,
        user.Profile.Bio,
        user.Profile.BirthDate is { } day ? new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero) : null,
        Point.Of(user.Profile.LocationLatLng),
        user.Profile.Reputation,
        new(user.Profile.Metadata),
        user.CreatedAt,
        user.UpdatedAt,
        user.DeletedAt);

    public static string RoleOf(User user) => user.Role switch
    {
        UserRole.Member or UserRole.Editor or UserRole.Publisher => "visitor",
        UserRole.Moderator => "moderator",
        UserRole.Admin => "admin",
    };
}

/// <summary>A place as GeoJSON: longitude first.</summary>
internal sealed record Point(string Type, IReadOnlyList<double> Coordinates)
{
    /// <summary>From the stored "lat,lng"; null when it is none.</summary>
    public static Point? Of(string? latLng)
    {
        var parts = latLng?.Split(',') ?? [];
        return parts.Length == 2 && IsDegrees(parts[0], out var latitude) && IsDegrees(parts[1], out var longitude)
            ? new("Point", [longitude, latitude])
            : null;
    }

    private static bool IsDegrees(string text, out double degrees) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out degrees) && double.IsFinite(degrees);
}
