using System.ComponentModel;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// A request as its viewer sees it: the names and links are those of the other party. Help page: "Collection of Friend" of
/// GET Friends/GetPendingSentFriendRequests. The order of the members is that of the JSON.
/// </summary>
internal sealed record Friend
{
    [Description("The other party's first name.")] public required string FirstName { get; init; }
    [Description("The other party's last name.")] public required string LastName { get; init; }
    [Description("The other party's name as it is shown.")] public required string DisplayName { get; init; }
    [Description("Address of the other party's page.")] public string? LinkToProfile { get; init; }
    [Description("Address of the other party's small picture.")] public string? LinkToSmallImage { get; init; }
    [Description("Address of the other party's large picture.")] public string? LinkToLargeImage { get; init; }
    [Description("The other party is a company.")] public bool IsCompany { get; init; }
    [Description("The request's key; the connection that grows from it keeps it.")] public Guid FriendRequestRecordKey { get; init; }
    [Description("Always true: what has ended is not listed.")] public bool IsActive { get; init; }
    [Description("As RequestedByContactKey, which replaces it.")] public Guid RequestorContactKey { get; init; }
    [Description("Who asked.")] public Guid RequestedByContactKey { get; init; }
    [Description("Who was asked.")] public Guid RequesteeContactKey { get; init; }

    /// <summary>This and the other times are UTC.</summary>
    [Description("When it was asked.")] public DateTime InvitedOn { get; init; }
    [Description("When it was accepted; null while it is open.")] public DateTime? AcceptedOn { get; init; }
    [Description("As InvitedOn.")] public DateTime RequestedDate { get; init; }

    /// <summary>Only open requests and connections are ever listed, so every one is active.</summary>
    public static Friend Of(Viewer viewer, Listed listed)
    {
        var request = listed.Edge.Relation.Request!;
        var (requester, addressee) = request.ByMe ? (viewer.Key, listed.User.Key) : (listed.User.Key, viewer.Key);
        var name = ContactName.Of(listed.User);
        var profile = listed.User.Profile;
        return new()
        {
            FirstName = name.First,
            LastName = name.Last,
            DisplayName = name.Shown,
            LinkToProfile = profile.ProfileUrl,
            LinkToSmallImage = profile.AvatarUrl ?? profile.LargeAvatarUrl,
            LinkToLargeImage = profile.LargeAvatarUrl ?? profile.AvatarUrl,
            IsCompany = profile.IsCompany,
            FriendRequestRecordKey = request.Id.Value,
            IsActive = true,
            RequestorContactKey = requester.Value,
            RequestedByContactKey = requester.Value,
            RequesteeContactKey = addressee.Value,
            InvitedOn = request.At.UtcDateTime,
            AcceptedOn = listed.Edge.Relation.Tie is Tie.Connected ? request.AnsweredAt?.UtcDateTime : null,
            RequestedDate = request.At.UtcDateTime,
        };
    }
}

/// <summary>A person's three names, all of which the dialect requires, from those that are known.</summary>
internal readonly record struct ContactName(string First, string Last, string Shown)
{
    public static ContactName Of(User user)
    {
        var (first, last) = (user.Profile.FirstName?.Trim() ?? "", user.Profile.LastName?.Trim() ?? "");
        string?[] known = [user.Profile.DisplayName, $"{first} {last}", user.Username];
        var shown = known.First(one => !string.IsNullOrWhiteSpace(one))!.Trim();
        if (first.Length > 0 || last.Length > 0)
            return new(first, last, shown);
        var parts = shown.Split(' ', 2, StringSplitOptions.TrimEntries);
        return new(parts[0], parts.Length == 2 ? parts[1] : "", shown);
    }
}
