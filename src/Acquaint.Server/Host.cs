using Acquaint.Server.Dialects;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Logging.Console;

namespace Acquaint.Server;

/// <summary>Wires core, storage and dialects together; nothing else knows all three.</summary>
internal static class Host
{
    /// <summary>The services that both the server and the command line work with.</summary>
    public static IServiceCollection AddAcquaint(this IServiceCollection services, IStore store, SigningKey key) => services
        .AddSingleton(store)
        .AddSingleton<IRelationStore>(store)
        .AddSingleton<IPersonStore>(store)
        .AddSingleton<ICredentialStore>(store)
        .AddSingleton<ICommunityStore>(store)
        .AddSingleton<IChangeStore>(store)
        .AddSingleton(key)
        .AddSingleton(TimeProvider.System)
        .AddSingleton<Ids>()
        .AddSingleton<Connections>()
        .AddSingleton<People>()
        .AddSingleton<Notifications>()
        .AddSingleton<PersonalSettings>()
        .AddSingleton<CommunityList>()
        .AddSingleton<IPasswordHasher<User>>(new PasswordHasher<User>())
        .AddSingleton<AccountService>()
        .AddSingleton<ServiceKeys>()
        .AddSingleton<ExternalAccounts>()
        .AddSingleton(RateLimits.FromEnvironment())
        .AddSingleton<Jwt>()
        .AddSingleton<ViewerCache>()
        .AddSingleton<CallLimiter>()
        .AddDialects();

    public static WebApplication Build(IStore store, SigningKey key, string urls, Action<IServiceCollection>? replace = null)
    {
        var telemetry = new Telemetry();

        // Nothing reloads: a watcher on the content root would wake at every write to a database below it.
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = ["--hostBuilder:reloadConfigOnChange=false"] });
        builder.WebHost.UseUrls(urls);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = Limits.DrainedBodyBytes;
        });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        if (Environment.GetEnvironmentVariable("ACQUAINT_LOG") == "json")
            builder.Logging.ClearProviders().AddJsonConsole();
        // A header that can't be parsed is quoted there, and may be the one with the password. Whatever else an operator turns up to see:
        // a filter of the provider and the whole name wins over settings.
        builder.Logging.AddFilter<ConsoleLoggerProvider>("Microsoft.AspNetCore.Server.Kestrel.BadRequests", LogLevel.Warning);
        builder.Services.AddAcquaint(store, key).AddCors().AddSingleton(_ => telemetry)
            .AddHealthChecks().AddCheck<Health>("store");
        replace?.Invoke(builder.Services);

        var app = builder.Build();
        _ = app.Services.GetRequiredService<Telemetry>();
        app.UseSafeHeaders();
        app.UseForwardedHeaders(Proxies.Trusted());
        app.UseRouting();
        var dialects = app.Services.GetServices<IDialect>().ToList();
        app.UseCors(policy => policy
            .SetIsOriginAllowed(_ => true)
            .AllowCredentials()
            .AllowAnyHeader()
            .AllowAnyMethod()
            .WithExposedHeaders([
                .. dialects.SelectMany(one => one.Declared.ExposedHeaders), "X-Truncated", "X-Next-Cursor", "X-Total-Count", "Retry-After"])
            .SetPreflightMaxAge(TimeSpan.FromHours(1)));
        app.UseMiddleware<Gate>();
        foreach (var dialect in dialects)
            dialect.Map(app);
        OpenApiDocuments.Map(app);
        Health.Map(app);
        return app;
    }
}
