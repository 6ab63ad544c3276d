namespace Acquaint.Bench;

/// <summary>One call, and what its answer must contain to count as done.</summary>
internal sealed record Call(string Verb, string Path, string Headers, string Expected);

/// <summary>Somebody who writes: id, key, and the headers that sign them in.</summary>
internal sealed record Writer(long Id, Guid Key, string Headers);

/// <summary>How a dialect spells the three writes. Accept is given the answer to the request.</summary>
internal sealed record Calls(
    Func<Writer, Writer, Call> Send, Func<Writer, Writer, string, Call> Accept, Func<Writer, Writer, Call> Withdraw)
{
    private const string Yes = "[true]";

    public static Calls Of(string dialect, Community community) => dialect switch
    {
        "selfcommunity" => new(
            (ann, bob) => new("POST", $"/api/v2/user/{bob.Id}/connection/request/", ann.Headers, "sent_connection_request"),
            (bob, ann, _) => new("POST", $"/api/v2/user/{ann.Id}/connection/accept/", bob.Headers, "\"connected\""),
            (ann, bob) => new("POST", $"/api/v2/user/{bob.Id}/connection/cancel_request/", ann.Headers, "connection_status")),
        "replyke" => Replyke($"/api/v6/{community.Id.Value}"),
        "higherlogic" => HigherLogic("/api/v2.0/Friends"),
        _ => throw new ArgumentOutOfRangeException(nameof(dialect), dialect, null),
    };

    public static string Headers(string dialect, Community community, string token) => dialect == "higherlogic"
        ? $"HLIAMKey: {community.Get(Acquaint.Server.Dialects.HigherLogic.Settings.IamKey)}\r\nHLAuthToken: {token}\r\n"
        : $"Authorization: Bearer {token}\r\n";

    private static Calls Replyke(string project) => new(
        (ann, bob) => new("POST", $"{project}/users/{bob.Key}/connection", ann.Headers, "\"id\":\""),
        (bob, _, asked) => new("PATCH", $"{project}/connections/{IdIn(asked)}/accept", bob.Headers, "\"accepted\""),
        (ann, bob) => new("DELETE", $"{project}/users/{bob.Key}/connection", ann.Headers, "withdraw"));

    /// <summary>A request that crosses the other's is a yes here; the key of the request would have to be read from a list first.</summary>
    private static Calls HigherLogic(string friends) => new(
        (ann, bob) => new("POST", $"{friends}/PostFriendRequest?contactKey={bob.Key}", ann.Headers, Yes),
        (bob, ann, _) => new("POST", $"{friends}/PostFriendRequest?contactKey={ann.Key}", bob.Headers, Yes),
        (ann, bob) => new("DELETE", $"{friends}/CancelFriendRequest?contactKey={bob.Key}", ann.Headers, Yes));

    private static string IdIn(string answer)
    {
        const string Before = "\"id\":\"";
        var start = answer.IndexOf(Before, StringComparison.Ordinal) + Before.Length;
        return answer.Substring(start, Guid.Empty.ToString().Length);
    }
}
