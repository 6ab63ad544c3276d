namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The operations, by controller and action.</summary>
internal static class HigherLogicEndpoints
{
    public static void MapAuthentication(this RouteGroupBuilder api, HigherLogicLogin authentication)
    {
        var controller = api.MapGroup("Authentication").AllowAnonymous();
        controller.MapPost("Login", authentication.Login);
        controller.MapGet("GetTenantDetail", authentication.GetTenantDetail);
        controller.MapPost("Widget", authentication.Widget);
    }

    public static void MapContacts(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Contacts");
        controller.MapGet("GetWhoAmI", HigherLogicContacts.GetWhoAmI).AllowAnonymous();
        controller.MapPost("WhoAmI", HigherLogicContacts.GetWhoAmI).AllowAnonymous();
        controller.MapGet("GetContact", HigherLogicContacts.GetContact);
        controller.MapGet("GetMyContacts", HigherLogicContacts.GetMyContacts);
        controller.MapGet("GetMyContactsPage", HigherLogicContacts.GetMyContactsPage);
        controller.MapGet("GetContactKeyByPrimaryEmail", HigherLogicContacts.GetContactKeyByPrimaryEmail);
        api.MapGet("Federation/GetContact", HigherLogicContacts.GetFederatedContact);
    }

    public static void MapFriends(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Friends");
        controller.MapGet("GetPendingReceivedFriendRequests", HigherLogicFriends.GetPendingReceivedFriendRequests);
        controller.MapGet("GetPendingSentFriendRequests", HigherLogicFriends.GetPendingSentFriendRequests);
        controller.MapGet("GetAcceptedFriendRequests", HigherLogicFriends.GetAcceptedFriendRequests);
        controller.MapPost("PostFriendRequest", HigherLogicFriends.PostFriendRequest);
        controller.MapPost("AcceptFriendRequest", HigherLogicFriends.AcceptFriendRequest);
        controller.MapPost("RejectFriendRequest", HigherLogicFriends.RejectFriendRequest);
        controller.MapDelete("CancelFriendRequest", HigherLogicFriends.CancelFriendRequest);
        controller.MapPost("UnFriend", HigherLogicFriends.UnFriend);
    }

    public static void MapMessaging(this RouteGroupBuilder api) =>
        api.MapGet("Messaging/GetUnreadMessageCounts", HigherLogicMessaging.GetUnreadMessageCounts);
}
