namespace Acquaint.Server.Tests.Blocks;

/// <summary>
/// What the blocked person asks of each operation. By verb and route below its dialect's roots; each text is a query, a space and a body,
/// either of which may be missing. In all of them and in the route <c>$id</c>, <c>$key</c>, <c>$name</c> are those of one person after
/// another, <c>$request</c> and <c>$notification</c> what was between the two.
/// </summary>
internal static class BlockCalls
{
    private static readonly string[] s_plain = [""];
    private static readonly string[] s_pages = ["", "?limit=1", "?limit=1&offset=1", "?limit=2&page=2"];
    private static readonly string[] s_found =
    [
        "", "?search=ott", "?search=$name", "?username=$name", "?real_name=$name", "?location=Paris", "?description=describes",
        "?gender=Male", "?ordering=-real_name", "?ordering=id", "?ordering=-date_joined&limit=2", "?limit=1&offset=1",
    ];

    private static readonly string[] s_search =
    [
        "?user=ott", "?age=30-45", "?ordering=distance&user_position=1", "?lat_lng=48.2,11.5", "?is_staff=1", "?username=$name&limit=1",
    ];

    private static readonly string[] s_contact = ["?contactKey=$key"];
    private static readonly string[] s_record = ["?friendRequestRecordKey=$request"];
    private static readonly string[] s_listed = ["", "?limit=1", "?sort=name", "?sort=oldest&limit=2"];
    private static readonly string[] s_terms = ["?searchTerms=ott", "?searchTerms=$name", "?searchTerms=ott&searchOnlyCompanies=true"];

    /// <summary>Where whoever blocks is nobody.</summary>
    public static IReadOnlyDictionary<string, string[]> Of(string dialect) => dialect switch
    {
        "selfcommunity" => s_selfCommunity,
        "replyke" => s_replyke,
        "higherlogic" => s_higherLogic,
        _ => new Dictionary<string, string[]>(),
    };

    /// <summary>
    /// Where whoever blocks is as anybody: a name that is taken is taken, whoever asks, and who may sign in does not hang on who else
    /// is there.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> OfNames(string dialect) => dialect switch
    {
        "selfcommunity" => s_selfCommunityNames,
        "replyke" => s_replykeNames,
        "higherlogic" => s_higherLogicNames,
        _ => new Dictionary<string, string[]>(),
    };

    private static readonly Dictionary<string, string[]> s_selfCommunity = new()
    {
        ["GET /user/connection/requests/"] = s_pages,
        ["GET /user/connection/requests_sent/"] = s_pages,
        ["GET /user/$id/connection/requests/"] = s_plain,
        ["GET /user/$id/connection/requests_sent/"] = s_plain,
        ["GET /user/$id/connections/"] = [.. s_pages, "?mutual=1", "?mutual=0", "?mutual=0&limit=1&offset=1", "?mutual=x"],
        ["POST /user/$id/connection/request/"] = s_plain,
        ["POST /user/$id/connection/accept/"] = s_plain,
        ["POST /user/$id/connection/reject/"] = s_plain,
        ["POST /user/$id/connection/cancel_reject/"] = s_plain,
        ["POST /user/$id/connection/cancel_request/"] = s_plain,
        ["POST /user/$id/connection/remove/"] = s_plain,
        ["POST /user/$id/connection_requests/mark_seen/"] = s_plain,
        ["GET /user/$id/connection_status/"] = s_plain,
        ["GET /user/$id/is_connection/"] = s_plain,
        ["POST /user/connection/statuses/"] = [""" {"users":[$id]}""", """ {"users":[7,$id]}"""],
        ["POST /user/$id/hide/"] = s_plain,
        ["GET /user/$id/is_hidden/"] = s_plain,
        ["GET /user/hidden_users/"] = s_found,
        ["GET /user/hidden_users_id/"] = s_plain,
        ["POST /user/$id/follow/"] = s_plain,
        ["GET /user/$id/is_followed/"] = s_plain,
        ["GET /user/$id/is_follower/"] = s_plain,
        ["GET /user/$id/followers/"] = s_plain,
        ["GET /user/$id/followings/"] = s_plain,
        ["GET /user/me/"] = s_plain,
        ["GET /user/me/avatar/"] = s_plain,
        ["GET /user/me/permission/"] = s_plain,
        ["GET /user/$id/"] = s_plain,
        ["PATCH /user/$id/"] = [""" {"bio":"x"}"""],
        ["DELETE /user/$id/"] = ["", "?hard=1"],
        ["GET /user/$id/counters/"] = s_plain,
        ["GET /user/$id/settings/"] = s_plain,
        ["PATCH /user/$id/settings/"] = [""" {"qa_frequency":0}"""],
        ["GET /user/"] = s_found,
        ["GET /user/search/"] = [.. s_found, .. s_search],
        ["GET /user/autocomplete/"] = [.. s_found, "?exclude=$id"],
        ["POST /user/match/"] = [""" ["$name"]""", """ ["otto","cas","nobody","vera"]"""],
        ["GET /suggestion/user/"] = s_pages,
        ["GET /suggestion/"] = ["?search=ott", "?search=$name"],
        ["GET /notification/"] = ["", "?next_id=$notification", "?previous_id=$notification"],
        ["GET /notification/unseen/count/"] = s_plain,
        ["POST /notification/read/"] = [""" {"sids":["$notification"]}"""],
        ["PATCH /moderation/user/$id/"] = [""" {"status":"b"}"""],
        ["GET /dynamic_preference/"] = s_plain,
        ["GET /feature/"] = s_plain,
    };

    private static readonly Dictionary<string, string[]> s_selfCommunityNames = new()
    {
        ["PATCH /user/$me/"] = [""" {"username":"$name"}"""],
        ["POST /jwt/token/"] = [""" {"username":"$name","password":"x"}"""],
        ["POST /jwt/verify_token/"] = [""" {"token":"x"}"""],
        ["POST /oauth/token/"] = [""" {"grant_type":"password","username":"$name","password":"x"}"""],
        ["POST /oauth/revoke_token/"] = [""" {"token":"x"}"""],
    };

    private static readonly Dictionary<string, string[]> s_replyke = new()
    {
        ["GET /connections"] = s_pages,
        ["GET /connections/count"] = s_plain,
        ["GET /connections/pending/sent"] = s_pages,
        ["GET /connections/pending/received"] = s_pages,
        ["PATCH /connections/$request/accept"] = s_plain,
        ["PUT /connections/$request/accept"] = s_plain,
        ["PATCH /connections/$request/decline"] = s_plain,
        ["PUT /connections/$request/decline"] = s_plain,
        ["DELETE /connections/$request"] = s_plain,
        ["POST /users/$key/connection"] = [""" {"message":"hello"}""", """ {"message":7}"""],
        ["GET /users/$key/connection"] = s_plain,
        ["DELETE /users/$key/connection"] = s_plain,
        ["GET /users/$key/connections"] = [.. s_pages, "?query=ott", "?query=$name&searchFields=username", "?page=-1"],
        ["GET /users/$key/connections-count"] = s_plain,
        ["POST /users/$key/block"] = s_plain,
        ["GET /users/$key/block"] = s_plain,
        ["DELETE /users/$key/block"] = s_plain,
        ["GET /blocks"] = s_pages,
        ["GET /app-notifications"] = ["", "?limit=1", "?limit=1&page=2"],
        ["GET /app-notifications/count"] = s_plain,
        ["PATCH /app-notifications/$notification/mark-as-read"] = s_plain,
        ["PATCH /app-notifications/mark-all-as-read"] = s_plain,
        ["GET /users/by-foreign-id"] = ["?foreignId=crm-$name", "?foreignId=crm-$name&createIfNotFound=true"],
        ["GET /users/suggestions"] = ["?query=$name", "?query=o"],
        ["GET /users/$key"] = s_plain,
        ["PATCH /users/$key"] = [""" {"update":{"bio":"x"}}"""],
        ["GET /projects/lean"] = s_plain,
        ["GET /projects/{projectId}/lean"] = s_plain,
        ["POST /crypto/sign-testing-jwt"] = [" {}"],
    };

    private static readonly Dictionary<string, string[]> s_replykeNames = new()
    {
        ["GET /users/check-username"] = ["?username=$name"],
        ["PATCH /users/$mine"] = [""" {"update":{"username":"$name"}}"""],
        ["POST /auth/sign-up"] = [""" {"email":"$name@example.org","password":"x"}"""],
        ["POST /auth/sign-in"] = [""" {"email":"$name@example.org","password":"x"}"""],
        ["POST /auth/sign-out"] = [" {}"],
        ["POST /auth/change-password"] = [""" {"password":"x","newPassword":"y"}"""],
        ["POST /auth/verify-external-user"] = [""" {"userJwt":"x"}"""],
        ["POST /auth/request-new-access-token"] = [""" {"refreshToken":"x"}"""],
    };

    private static readonly Dictionary<string, string[]> s_higherLogic = new()
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

    private static readonly Dictionary<string, string[]> s_higherLogicNames = new()
    {
        ["POST /Authentication/Login"] = [""" {"Username":"$name","Password":"x"}"""],
        ["GET /Authentication/GetTenantDetail"] = ["?communityUrl=http://nowhere.example.org"],
        ["POST /Authentication/Widget"] = [""" {"token":"x"}"""],
    };
}
