using Told = Acquaint.Server.Dialects.HigherLogic.HigherLogicOperations;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>The operations, by controller and action.</summary>
internal static class HigherLogicEndpoints
{
    public static void MapAuthentication(this RouteGroupBuilder api, HigherLogicLogin authentication)
    {
        var controller = api.MapGroup("Authentication").AllowAnonymous();
        controller.MapPost("Login", authentication.Login).WithMetadata(Told.Login);
        controller.MapGet("GetTenantDetail", authentication.GetTenantDetail).WithMetadata(Told.GetTenantDetail);
        controller.MapPost("Widget", authentication.Widget).WithMetadata(Told.Widget);
    }

    public static void MapContacts(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Contacts");
        controller.MapGet("GetWhoAmI", HigherLogicContacts.GetWhoAmI).AllowAnonymous().WithMetadata(Told.GetWhoAmI);
        controller.MapPost("WhoAmI", HigherLogicContacts.GetWhoAmI).AllowAnonymous().WithMetadata(Told.WhoAmI);
        controller.MapGet("GetContact", HigherLogicContacts.GetContact).WithMetadata(Told.GetContact);
        controller.MapGet("GetMyContacts", HigherLogicContacts.GetMyContacts).WithMetadata(Told.GetMyContacts);
        controller.MapGet("GetMyContactsPage", HigherLogicContacts.GetMyContactsPage).WithMetadata(Told.GetMyContactsPage);
        controller.MapGet("SearchContacts", HigherLogicSearch.SearchContacts).WithMetadata(Told.SearchContacts);
        controller.MapGet("SearchContactsForMessaging", HigherLogicSearch.SearchContactsForMessaging)
            .WithMetadata(Told.SearchContactsForMessaging);
        controller.MapPost("SearchContactsForMentions", HigherLogicSearch.SearchContactsForMentions)
            .WithMetadata(Told.SearchContactsForMentions);
        controller.MapGet("GetContactKeyByPrimaryEmail", HigherLogicContacts.GetContactKeyByPrimaryEmail)
            .WithMetadata(Told.GetContactKeyByPrimaryEmail);
        api.MapGet("Federation/GetContact", HigherLogicContacts.GetFederatedContact).WithMetadata(Told.GetFederatedContact);
    }

    public static void MapFriends(this RouteGroupBuilder api)
    {
        var controller = api.MapGroup("Friends");
        controller.MapGet("GetPendingReceivedFriendRequests", HigherLogicFriends.GetPendingReceivedFriendRequests)
            .WithMetadata(Told.GetPendingReceivedFriendRequests);
        controller.MapGet("GetPendingSentFriendRequests", HigherLogicFriends.GetPendingSentFriendRequests)
            .WithMetadata(Told.GetPendingSentFriendRequests);
        controller.MapGet("GetAcceptedFriendRequests", HigherLogicFriends.GetAcceptedFriendRequests)
            .WithMetadata(Told.GetAcceptedFriendRequests);
        controller.MapPost("PostFriendRequest", HigherLogicFriends.PostFriendRequest).WithMetadata(Told.PostFriendRequest);
        controller.MapPost("AcceptFriendRequest", HigherLogicFriends.AcceptFriendRequest).WithMetadata(Told.AcceptFriendRequest);
        controller.MapPost("RejectFriendRequest", HigherLogicFriends.RejectFriendRequest).WithMetadata(Told.RejectFriendRequest);
        controller.MapDelete("CancelFriendRequest", HigherLogicFriends.CancelFriendRequest).WithMetadata(Told.CancelFriendRequest);
        controller.MapPost("UnFriend", HigherLogicFriends.UnFriend).WithMetadata(Told.UnFriend);
    }

    public static void MapMessaging(this RouteGroupBuilder api) =>
        api.MapGet("Messaging/GetUnreadMessageCounts", HigherLogicMessaging.GetUnreadMessageCounts)
            .WithMetadata(Told.GetUnreadMessageCounts);
}
