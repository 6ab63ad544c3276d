using Acquaint.Server.Dialects.Replyke;

namespace Acquaint.Server.Dialects;

/// <summary>The one place where the dialects are listed.</summary>
internal static class AllDialects
{
    public static IServiceCollection AddDialects(this IServiceCollection services) => services
        .AddSingleton<IDialect, SelfCommunity.Dialect>()
        .AddReplyke()
        .AddSingleton<IDialect, HigherLogic.Dialect>();
}
