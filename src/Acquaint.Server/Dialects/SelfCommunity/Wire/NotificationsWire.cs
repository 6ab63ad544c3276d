namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>A page of notifications: newest first, without a count.</summary>
internal sealed record NotificationsWire(string? Next, string? Previous, IReadOnlyList<NotificationGroupWire> Results);

/// <summary>The schema "Notification aggregated". Requests and acceptances are never put together, so each is a group of its own.</summary>
internal sealed class NotificationGroupWire(NotificationWire one)
{
    public bool IsNew => one.IsNew;
    public string Sid => one.Sid;
    public IReadOnlyList<NotificationWire> Aggregated => [one];
}

/// <summary>The schemas "Notification connection request" and "Notification connection accept".</summary>
internal sealed class NotificationWire(Notification notification, UserWire actor)
{
    private readonly bool _isRequest = notification.Change.Kind is ChangeKind.RequestSent;

    /// <summary>Not seen before this answer, which is what the widgets take it for.</summary>
    public bool IsNew => notification.SeenAt is null;
    public string Sid => SidOf(notification);
    public string Type => _isRequest ? "connection_request" : "connection_accept";
    public DateTimeOffset ActiveAt => notification.Change.At;

    /// <summary>Who asked.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserWire? RequestUser => _isRequest ? actor : null;

    /// <summary>Who accepted.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public UserWire? AcceptUser => _isRequest ? null : actor;
    public static string SidOf(Notification notification) => notification.Change.Id.Value.ToString("N");

    /// <summary>Null for what is no sid of ours.</summary>
    public static ChangeId? IdOf(string sid) => Guid.TryParseExact(sid, "N", out var id) ? new(id) : null;
}

/// <summary>The answer of "Unseen notifications count".</summary>
internal sealed record CountWire(int Count);
