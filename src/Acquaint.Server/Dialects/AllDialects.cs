using Acquaint.Server.Dialects.Replyke;

namespace Acquaint.Server.Dialects;

/// <summary>The one place where the dialects are listed.</summary>
internal static class AllDialects
{
    /// <summary>What they say of themselves, for whoever has no server to ask.</summary>
    public static IReadOnlyList<Declaration> Declared { get; } =
        [.. new ServiceCollection().AddDialects().Select(one => one.ImplementationInstance).OfType<Declaration>()];

    public static IServiceCollection AddDialects(this IServiceCollection services) => services
        .AddDialect<SelfCommunity.Dialect>(SelfCommunity.Settings.Declared)
        .AddReplyke()
        .AddDialect<HigherLogic.Dialect>(HigherLogic.Settings.Declared);
}
