using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>Requests to connect.</summary>
internal static class AskHandlers
{
    public static async Task<Answer<PageWire>> List(HttpContext http, Connections connections, CancellationToken stop)
    {
        var query = Reader.OfQuery(http, Refusals.Amiss);
        var asked = Paging.Of(http, query);
        if (query.Fault is { } fault)
            return fault;
        return Paging.Page(asked, await connections.List(http.Viewer().Id, EdgeList.Received, asked, stop));
    }

    public static async Task<Answer<MadeWire>> Ask(HttpContext http, Connections connections, People people, CancellationToken stop)
    {
        if (await Body.ReadJson(http) is not { ValueKind: JsonValueKind.Object } body)
            return Refusals.Of(StatusCodes.Status400BadRequest);
        var reader = new Reader(name => body.TryGetProperty(name, out var value) ? value : default, Refusals.Amiss);
        var (to, message) = (reader.Guid("to"), reader.Text("message"));
        if (to is null)
            reader.Refuse<Guid>(new("to", typeof(Guid), IsMissing: true));
        if (reader.Fault is { } fault)
            return fault;
        if (await people.Find(http.Community(), new UserKey(to!.Value), stop) is not { } other)
            return Refusals.Of(Refusal.NoSuchUser);
        var done = await connections.Act(http.Viewer(), other.Id, new(RelationAction.Request, Message: message), stop);
        return done.Refusal is { } refusal ? Refusals.Of(refusal) : Answer.Created(new MadeWire(done.Next.Request!.Id.Value));
    }

    public static async Task<Answer> Accept(string ask, HttpContext http, Connections connections, CancellationToken stop)
    {
        if (!Guid.TryParse(ask, out var id))
            return Refusals.Of(Refusal.NoSuchRequest);
        var done = await connections.Act(http.Viewer(), new RequestId(id), RelationAction.Accept, stop);
        return done.Refusal is { } refusal ? Refusals.Of(refusal) : Answer.Done;
    }
}
