using Acquaint.Core;
using Acquaint.Server.Accounts;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The dialect can't page: its lists end at a bound and say so.</summary>
public sealed class LongListTests(TestServer server)
{
    private readonly HigherLogicClient _client = new(server);

    [Fact]
    public async Task A_list_that_was_cut_says_so_in_a_header()
    {
        var ann = await server.Person("ann");
        var others = await Task.WhenAll(Enumerable.Range(0, Limits.UnpagedList).Select(i => Quick($"{ann.Name}-{i}")));
        await Task.WhenAll(others.Select(other => server.Requested(ann, other)));
        Whole(await _client.Sent(ann));

        var last = await server.Person("last");
        await server.Requested(ann, last);
        Cut(await _client.Sent(ann), last);

        await Task.WhenAll(others.Select(other => server.Act(other, RelationAction.Accept, ann)));
        Whole(await _client.Accepted(ann, 1));
        await server.Act(last, RelationAction.Accept, ann);
        Cut(await _client.Accepted(ann, 1), last);
    }

    private static void Whole(Answer answer)
    {
        Assert.Equal(Limits.UnpagedList, answer.Keys("RequesteeContactKey").Distinct().Count());
        Assert.Null(answer.Header("X-Truncated"));
    }

    /// <summary>The newest stay.</summary>
    private static void Cut(Answer answer, Person newest)
    {
        Assert.Equal(Limits.UnpagedList, answer.Keys("RequesteeContactKey").Distinct().Count());
        Assert.Equal(newest.Key.Value, answer.Keys("RequesteeContactKey")[0]);
        Assert.Equal("true", answer.Header("X-Truncated"));
    }

    /// <summary>A person without a password: hashing a thousand would take a minute.</summary>
    private async Task<Person> Quick(string name)
    {
        var opened = await server.Get<AccountService>().Open(server.Community, new NewAccount(name), TestContext.Current.CancellationToken);
        return new(opened.User!, "", server.Community);
    }
}
