using System.Net.Http.Json;
using System.Text.Json;

namespace Acquaint.Server.Tests.Dialects.Fourth;

/// <summary>A client of it.</summary>
internal sealed class Driver(TestServer server) : IDialectDriver
{
    public string Name => "fourth";

    public TestServer Server => server;

    public async Task<Said> Request(Person viewer, Person other) => Said(await Send(viewer, new Tested().Asking(other.User)));

    public async Task<Said> Accept(Person viewer, Person requester)
    {
        var row = (await Rows(viewer)).SingleOrDefault(row => row.Who == requester.Key.Value);
        return await Accept(viewer, requester, new RequestId(row?.Id ?? default));
    }

    public async Task<Said> Accept(Person viewer, Person requester, RequestId request) =>
        Said(await Send(viewer, new(HttpMethod.Post, $"/fourth/asks/{request.Value}/accept")));

    public async Task<IReadOnlyList<UserKey>> Received(Person viewer) => [.. (await Rows(viewer)).Select(row => new UserKey(row.Who))];

    /// <summary>All pages, of two rows each.</summary>
    private async Task<List<AskWire>> Rows(Person viewer)
    {
        var rows = new List<AskWire>();
        for (int? from = 0; from is not null;)
        {
            using var answer = await Send(viewer, new(HttpMethod.Get, $"/fourth/asks?from={from}&count=2"));
            var page = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<PageWire>(JsonSerializerOptions.Web);
            rows.AddRange(page!.Rows);
            from = page.Next;
        }

        return rows;
    }

    private async Task<HttpResponseMessage> Send(Person viewer, HttpRequestMessage call)
    {
        using var sent = call;
        call.Headers.Host = viewer.Community.Hosts[0];
        call.Headers.Authorization = new("Bearer", server.Token(viewer, Name));
        return await server.Http.SendAsync(call);
    }

    private static Said Said(HttpResponseMessage answer)
    {
        using (answer)
            return new(answer.StatusCode, answer.IsSuccessStatusCode);
    }
}
