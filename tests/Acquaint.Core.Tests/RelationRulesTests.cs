using Xunit;

namespace Acquaint.Core.Tests;

public sealed class RelationRulesTests
{
    [Fact]
    public void Two_strangers_can_ask()
    {
        var next = RelationRules.Apply(Relation.Blank, new(RelationAction.Request), DateTimeOffset.UnixEpoch, new());
        Assert.Equal(Tie.Sent, next.Next.Tie);
    }
}
