namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>What the blocked person asks of each operation.</summary>
internal sealed partial class Tested
{
    private static readonly string[] s_plain = [""];
    private static readonly string[] s_contact = ["?contactKey=$key"];
    private static readonly string[] s_record = ["?friendRequestRecordKey=$request"];
    private static readonly string[] s_listed = ["", "?limit=1", "?sort=name", "?sort=oldest&limit=2"];
    private static readonly string[] s_terms = ["?searchTerms=ott", "?searchTerms=$name", "?searchTerms=ott&searchOnlyCompanies=true"];

    public IReadOnlyDictionary<string, string[]> Calls => s_calls;

    public IReadOnlyDictionary<string, string[]> CallsWithNames => s_callsWithNames;

    private static readonly Dictionary<string, string[]> s_calls = new()
    {
        ["GET /Contacts/GetWhoAmI"] = s_plain,
        ["POST /Contacts/WhoAmI"] = s_plain,
        ["GET /Contacts/GetContact"] = ["?contactKey=$key", "?legacyContactKey=crm-$name", "?contactKey=$key&includeSecurityGroups=true"],
        ["GET /Contacts/GetMyContacts"] = s_plain,
        ["GET /Contacts/GetMyContactsPage"] = ["", "?limit=1", "?afterContactKey=$key", "?beforeContactKey=$key&limit=1"],
        ["GET /Contacts/SearchContacts"] = [.. s_terms, "?searchTerms=ott&contactStatusCode=All&includeCurrentContact=false"],
        ["GET /Contacts/SearchContactsForMessaging"] = s_terms,
        ["POST /Contacts/SearchContactsForMentions"] = ["?searchText=ott", "?searchText=$name&maxCount=1"],
        ["GET /Contacts/GetContactKeyByPrimaryEmail"] = ["?emailAddress=$name@example.org"],
        ["GET /Federation/GetContact"] = ["?tenantKey=$community&contactKey=$key"],
        ["GET /Friends/GetPendingReceivedFriendRequests"] = s_listed,
        ["GET /Friends/GetPendingSentFriendRequests"] = s_listed,
        ["GET /Friends/GetAcceptedFriendRequests"] = ["?daysBack=7", "?daysBack=7&limit=1", "?daysBack=7&sort=name"],
        ["POST /Friends/PostFriendRequest"] = ["?contactKey=$key", "?contactKey=$key&message=hello"],
        ["POST /Friends/AcceptFriendRequest"] = s_record,
        ["POST /Friends/RejectFriendRequest"] = s_record,
        ["DELETE /Friends/CancelFriendRequest"] = s_contact,
        ["POST /Friends/UnFriend"] = s_contact,
        ["GET /Messaging/GetUnreadMessageCounts"] = s_plain,
    };

    private static readonly Dictionary<string, string[]> s_callsWithNames = new()
    {
        ["POST /Authentication/Login"] = [""" {"Username":"$name","Password":"x"}"""],
        ["GET /Authentication/GetTenantDetail"] = ["?communityUrl=http://nowhere.example.org"],
        ["POST /Authentication/Widget"] = [""" {"token":"x"}"""],
    };
}
