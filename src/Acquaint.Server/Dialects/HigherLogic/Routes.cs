using Told = Acquaint.Server.Dialects.HigherLogic.Operations;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The operations, by controller and action.</summary>
internal static class Routes
{
    public static void MapAuthentication(this RouteGroupBuilder api, LoginHandlers authentication)
    {
        var controller = api.MapGroup("Authentication").AllowAnonymous();
        controller.MapPost("Login", authentication.Login).WithMetadata(Told.Login);
        controller.MapGet("GetTenantDetail", authentication.GetTenantDetail).WithMetadata(Told.GetTenantDetail);
        controller.MapPost("Widget", authentication.Widget).WithMetadata(Told.Widget);
    }

    public static void MapContacts(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Contacts");
        controller.MapGet("GetWhoAmI", ContactHandlers.GetWhoAmI).AllowAnonymous().WithMetadata(Told.GetWhoAmI);
        controller.MapPost("WhoAmI", ContactHandlers.GetWhoAmI).AllowAnonymous().WithMetadata(Told.WhoAmI);
        controller.MapGet("GetContact", ContactHandlers.GetContact).WithMetadata(Told.GetContact);
        controller.MapGet("GetMyContacts", ContactHandlers.GetMyContacts).WithMetadata(Told.GetMyContacts);
        controller.MapGet("GetMyContactsPage", ContactHandlers.GetMyContactsPage).WithMetadata(Told.GetMyContactsPage);
        controller.MapGet("SearchContacts", SearchHandlers.SearchContacts).WithMetadata(Told.SearchContacts);
        controller.MapGet("SearchContactsForMessaging", SearchHandlers.SearchContactsForMessaging)
            .WithMetadata(Told.SearchContactsForMessaging);
        controller.MapPost("SearchContactsForMentions", SearchHandlers.SearchContactsForMentions)
            .WithMetadata(Told.SearchContactsForMentions);
        controller.MapGet("GetContactKeyByPrimaryEmail", ContactHandlers.GetContactKeyByPrimaryEmail)
            .WithMetadata(Told.GetContactKeyByPrimaryEmail);
        api.MapGet("Federation/GetContact", ContactHandlers.GetFederatedContact).WithMetadata(Told.GetFederatedContact);
    }

    public static void MapFriends(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Friends");
        controller.MapGet("GetPendingReceivedFriendRequests", FriendHandlers.GetPendingReceivedFriendRequests)
            .WithMetadata(Told.GetPendingReceivedFriendRequests);
        controller.MapGet("GetPendingSentFriendRequests", FriendHandlers.GetPendingSentFriendRequests)
            .WithMetadata(Told.GetPendingSentFriendRequests);
        controller.MapGet("GetAcceptedFriendRequests", FriendHandlers.GetAcceptedFriendRequests)
            .WithMetadata(Told.GetAcceptedFriendRequests);
        controller.MapPost("PostFriendRequest", FriendHandlers.PostFriendRequest).WithMetadata(Told.PostFriendRequest);
        controller.MapPost("AcceptFriendRequest", FriendHandlers.AcceptFriendRequest).WithMetadata(Told.AcceptFriendRequest);
        controller.MapPost("RejectFriendRequest", FriendHandlers.RejectFriendRequest).WithMetadata(Told.RejectFriendRequest);
        controller.MapDelete("CancelFriendRequest", FriendHandlers.CancelFriendRequest).WithMetadata(Told.CancelFriendRequest);
        controller.MapPost("UnFriend", FriendHandlers.UnFriend).WithMetadata(Told.UnFriend);
    }

    public static void MapMessaging(this RouteGroupBuilder api) =>
        api.MapGet("Messaging/GetUnreadMessageCounts", MessagingHandlers.GetUnreadMessageCounts)
            .WithMetadata(Told.GetUnreadMessageCounts);
}
