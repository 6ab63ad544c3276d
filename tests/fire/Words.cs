using System.Net;
using Acquaint.Server.Tests.Dialects;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>What a server that can't write says in each dialect: that it is unavailable, in that dialect's own shape.</summary>
internal static class Words
{
    public static async Task AreUnavailable(Uri url, Load load)
    {
        using var http = new HttpClient { BaseAddress = url };
        foreach (var dialect in TestedDialects.OfProduct)
        {
            using var call = dialect.Asking(load.Reader);
            var proof = dialect.Proof(call.RequestUri!.OriginalString, load.Tokens[(load.Writer.Id, dialect.Name)]);
            foreach (var (name, value) in dialect.HeadersAt(load.Community).Append(proof))
                call.Headers.Add(name, value);
            using var answer = await http.SendAsync(call);
            var body = await answer.Content.ReadAsStringAsync();
            Assert.Equal((HttpStatusCode.ServiceUnavailable, dialect.Unavailable), (answer.StatusCode, body));
        }
    }

    /// <summary>The same for answers that a load got.</summary>
    public static void AreUnavailable(Load load)
    {
        Assert.NotEmpty(load.Faults);
        var words = TestedDialects.Of(Load.Dialect).Unavailable;
        Assert.All(load.Faults, fault => Assert.Equal((HttpStatusCode.ServiceUnavailable, words), fault));
        load.Faults.Clear();
    }
}
