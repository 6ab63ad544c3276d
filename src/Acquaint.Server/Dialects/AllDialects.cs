using Acquaint.Server.Dialects.Replyke;
using Acquaint.Server.Dialects.SelfCommunity;

namespace Acquaint.Server.Dialects;

/// <summary>The one place where the dialects are listed.</summary>
internal static class AllDialects
{
    /// <summary>What they say of themselves, for whoever has no server to ask.</summary>
    public static IReadOnlyList<Declaration> Declared { get; } =
        [.. new ServiceCollection().AddDialects().Select(one => one.ImplementationInstance).OfType<Declaration>()];

    public static IServiceCollection AddDialects(this IServiceCollection services) => services
        .AddSelfCommunity()
        .AddReplyke()
        .AddDialect<HigherLogic.Dialect>(HigherLogic.Settings.Declared);
}
