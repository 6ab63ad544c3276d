namespace Acquaint.Server.Tests.Dialects.Replyke;

/// <summary>What the blocked person asks of each operation.</summary>
internal sealed partial class Tested
{
    private static readonly string[] s_plain = [""];
    private static readonly string[] s_pages = ["", "?limit=1", "?limit=1&offset=1", "?limit=2&page=2"];

    public IReadOnlyDictionary<string, string[]> Calls => s_calls;

    public IReadOnlyDictionary<string, string[]> CallsWithNames => s_callsWithNames;

    private static readonly Dictionary<string, string[]> s_calls = new()
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
        ["GET /projects/$community/lean"] = s_plain,
        ["POST /crypto/sign-testing-jwt"] = [" {}"],
    };

    private static readonly Dictionary<string, string[]> s_callsWithNames = new()
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
}
