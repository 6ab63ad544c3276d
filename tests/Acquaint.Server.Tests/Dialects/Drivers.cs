using Acquaint.Server.Tests.Dialects.HigherLogic;
using Acquaint.Server.Tests.Dialects.Replyke;
using Acquaint.Server.Tests.Dialects.SelfCommunity;
using Xunit;

namespace Acquaint.Server.Tests.Dialects;

/// <summary>Every dialect that the server speaks: what holds in one must hold in all.</summary>
internal static class Drivers
{
    public static TheoryData<string> Names => ["selfcommunity", "replyke", "higherlogic"];

    public static IReadOnlyList<IDialectDriver> All(TestServer server) =>
        [new SelfCommunityDriver(server), new ReplykeDriver(server), new HigherLogicDriver(server)];

    public static IDialectDriver Of(TestServer server, string name) => All(server).Single(driver => driver.Name == name);
}
