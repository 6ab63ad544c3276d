namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Something that happened to a person (docs/dialects/replyke.md, "Objects").</summary>
internal sealed record NotificationBody(
    Guid Id,
    Guid ProjectId,
    Guid UserId,
    string Type,
    bool IsRead,
    string Action,
    NotificationMetadata Metadata,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    public static NotificationBody Of(Notification notification, Viewer viewer) => new(
        notification.Change.Id.Value,
        viewer.Community.Id.Value,
        viewer.Key.Value,
        notification.Change.Kind is ChangeKind.RequestAccepted ? "connection-accepted" : "connection-request",
        notification.ReadAt is not null,
        "open-profile",
        NotificationMetadata.Of(notification),
        notification.Change.At,
        notification.ReadAt ?? notification.Change.At);
}

/// <summary>Which request it was about, and whose doing.</summary>
internal sealed record NotificationMetadata(
    Guid? ConnectionId, Guid InitiatorId, string? InitiatorName, string? InitiatorUsername, string? InitiatorAvatar)
{
    public static NotificationMetadata Of(Notification notification) => new(
        notification.Change.Request?.Value,
        notification.Actor.Key.Value,
        notification.Actor.Profile.DisplayName,
        notification.Actor.Username,
        notification.Actor.Profile.AvatarUrl);
}

/// <summary>How many notifications were marked.</summary>
internal sealed record MarkedBody(int MarkedAsRead);

/// <summary>A block (docs/dialects/replyke.md, "Blocks").</summary>
internal sealed record BlockBody(Guid BlockerId, Guid BlockedId, DateTimeOffset CreatedAt);

/// <summary>Whether the viewer blocks somebody; whether they block the viewer nobody hears.</summary>
internal sealed record BlockStatusBody(
    bool IsBlocked, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? BlockedAt);

/// <summary>Somebody whom the viewer blocks.</summary>
internal sealed record BlockedUser(PublicUser User, DateTimeOffset BlockedAt)
{
    public static BlockedUser Of(Listed listed) => new(PublicUser.Of(listed.User), listed.Edge.Relation.IBlockedAt!.Value);
}
