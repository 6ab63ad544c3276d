using Acquaint.Server.Dialects.Replyke;
using Acquaint.Server.Dialects.SelfCommunity;

namespace Acquaint.Server.Dialects;

/// <summary>The one place where the dialects are listed.</summary>
internal static class AllDialects
{
    public static IServiceCollection AddDialects(this IServiceCollection services) => services
        .AddSelfCommunity()
        .AddReplyke()
        .AddSingleton<IDialect, HigherLogic.Dialect>();
}
