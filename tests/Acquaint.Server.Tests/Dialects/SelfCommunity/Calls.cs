namespace Acquaint.Server.Tests.Dialects.SelfCommunity;

/// <summary>What the blocked person asks of each operation.</summary>
internal sealed partial class Tested
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

    public IReadOnlyDictionary<string, string[]> Calls => s_calls;

    public IReadOnlyDictionary<string, string[]> CallsWithNames => s_callsWithNames;

    private static readonly Dictionary<string, string[]> s_calls = new()
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

    private static readonly Dictionary<string, string[]> s_callsWithNames = new()
    {
        ["PATCH /user/$me/"] = [""" {"username":"$name"}"""],
        ["POST /jwt/token/"] = [""" {"username":"$name","password":"x"}"""],
        ["POST /jwt/verify_token/"] = [""" {"token":"x"}"""],
        ["POST /oauth/token/"] = [""" {"grant_type":"password","username":"$name","password":"x"}"""],
        ["POST /oauth/revoke_token/"] = [""" {"token":"x"}"""],
    };
}
