namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The operations, by controller and action: the same ones four times, two versions by two ways to sign in.</summary>
internal sealed class Routes(LoginHandlers login, ContactHandlers contacts, SearchHandlers search, FriendHandlers friends)
{
    private const string External = "/higherlogic/external";

    /// <summary>Those that the help pages tell of come first.</summary>
    public static readonly string[] Roots = ["/api/v1.0", "/api/v2.0", $"{External}/api/v1.0", $"{External}/api/v2.0"];

    /// <summary>The first path segment below a root is called a controller, the second an action.</summary>
    public static readonly string[] Controllers = ["Authentication", "Contacts", "Federation", "Friends", "Messaging"];

    /// <summary>Whether paths of this root take bearer tokens; the others take key headers.</summary>
    public static bool IsExternal(string root) => root.StartsWith(External, StringComparison.Ordinal);

    /// <summary>v1.0 and v2.0 differ in the order of a few members only.</summary>
    public static bool IsFirstVersion(string root) => root.EndsWith("v1.0", StringComparison.Ordinal);

    public void Map(RouteGroupBuilder api)
    {
        MapAuthentication(api.MapGroup("Authentication").AllowAnonymous());
        MapContacts(api.MapGroup("Contacts"));
        api.MapGet("Federation/GetContact", contacts.GetFederatedContact).Told(
            "GetFederatedContact",
            "Tells of one person in short; null when there is none. Other communities' people are not told of.",
            Docs.TenantKey,
            Docs.ContactKey);
        MapFriends(api.MapGroup("Friends"));
        api.MapGet("Messaging/GetUnreadMessageCounts", friends.GetUnreadMessageCounts).Told(
            "GetUnreadMessageCounts", "Counts the open requests to the caller, by the caller's contact key.");
    }

    private void MapAuthentication(RouteGroupBuilder api)
    {
        api.MapPost("Login", login.Login).Told(
            "Login",
            "Signs a person in by username (or e-mail address) and password.",
            new Takes(new LoginCredentials("ada", "correct horse")));
        api.MapGet("GetTenantDetail", login.GetTenantDetail).Told(
            "GetTenantDetail", "Tells which community lives at an address.", Docs.Address, Refusals.Example(404));
        api.MapPost("Widget", login.Widget).Told(
            "Widget", "Tells a widget that has a token of which community it is.", new Takes(new WidgetToken(Examples.Token)));
    }

    private void MapContacts(RouteGroupBuilder api)
    {
        const string who = "Tells who is signed in; null for nobody.";
        api.MapGet("GetWhoAmI", contacts.GetWhoAmI).AllowAnonymous().Told("GetWhoAmI", who, Docs.Groups);
        api.MapPost("WhoAmI", contacts.GetWhoAmI).AllowAnonymous().Told("WhoAmI", who, Docs.Groups);
        api.MapGet("GetContact", contacts.GetContact).Told(
            "GetContact",
            "Tells of one person, by contact key or by the integrator's own id; null when there is none.",
            Docs.EitherKey,
            Docs.LegacyKey,
            Docs.Groups);
        api.MapGet("GetMyContacts", contacts.GetMyContacts).Told("GetMyContacts", "Lists the caller's connections by last and first name.");
        api.MapGet("GetMyContactsPage", contacts.GetMyContactsPage).Told(
            "GetMyContactsPage", "Pages through the caller's connections by last and first name.", Docs.ContactsPage);
        api.MapGet("SearchContacts", search.SearchContacts).Told(
            "SearchContacts", "Finds people by name.", [Docs.Terms, .. Docs.SearchFlags]);
        api.MapGet("SearchContactsForMessaging", search.SearchContactsForMessaging).Told(
            "SearchContactsForMessaging", "Finds people by name whom the caller may write to: neither blocks the other.", Docs.Terms);
        api.MapPost("SearchContactsForMentions", search.SearchContactsForMentions).Told(
            "SearchContactsForMentions", "Finds people by name, with the markup that mentions them in a text.", Docs.Mentions);
        api.MapGet("GetContactKeyByPrimaryEmail", contacts.GetContactKeyByPrimaryEmail).Told(
            "GetContactKeyByPrimaryEmail", "Tells administrators whose an e-mail address is; null when nobody's.", Docs.Email);
    }

    private void MapFriends(RouteGroupBuilder api)
    {
        api.MapGet("GetPendingReceivedFriendRequests", friends.GetPendingReceivedFriendRequests).Told(
            "GetPendingReceivedFriendRequests", "Lists the open requests to the caller.", Docs.Listing);
        api.MapGet("GetPendingSentFriendRequests", friends.GetPendingSentFriendRequests).Told(
            "GetPendingSentFriendRequests", "Lists the open requests by the caller.", Docs.Listing);
        api.MapGet("GetAcceptedFriendRequests", friends.GetAcceptedFriendRequests).Told(
            "GetAcceptedFriendRequests",
            "Lists the caller's requests that were accepted in the last so many days.",
            [Docs.DaysBack, .. Docs.Listing, new Gives(Example: Examples.Accepted)]);
        api.MapPost("PostFriendRequest", friends.PostFriendRequest).Told(
            "PostFriendRequest",
            $"Asks a person to connect. If they have asked already, that is a yes. {Docs.IfRefused}",
            Docs.ContactKey,
            Docs.Message);
        api.MapPost("AcceptFriendRequest", friends.AcceptFriendRequest).Told(
            "AcceptFriendRequest", $"Says yes to a request. {Docs.IfRefused}", Docs.RecordKey);
        api.MapPost("RejectFriendRequest", friends.RejectFriendRequest).Told(
            "RejectFriendRequest", $"Says no to a request. {Docs.IfRefused}", Docs.RecordKey);
        api.MapDelete("CancelFriendRequest", friends.CancelFriendRequest).Told(
            "CancelFriendRequest", $"Takes back the caller's open request to a person. {Docs.IfRefused}", Docs.ContactKey);
        api.MapPost("UnFriend", friends.UnFriend).Told("UnFriend", $"Ends the connection with a person. {Docs.IfRefused}", Docs.ContactKey);
    }
}
