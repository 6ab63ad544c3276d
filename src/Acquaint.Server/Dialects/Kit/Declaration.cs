namespace Acquaint.Server.Dialects.Kit;

/// <summary>What a dialect says of itself, before anything runs.</summary>
/// <param name="Name">As operators name it on the command line.</param>
/// <param name="Title">As people know it.</param>
/// <param name="Settings">What can be set for a community; their names begin with the dialect's.</param>
internal sealed record Declaration(string Name, string Title, IReadOnlyList<Setting> Settings)
{
    /// <summary>Of its answers, what scripts of other origins may read.</summary>
    public IReadOnlyList<string> ExposedHeaders { get; init; } = [];
}

/// <summary>People to show a dialect with (<c>acquaint demo</c>).</summary>
internal sealed record DemoScene(Community Community, IReadOnlyDictionary<string, User> People)
{
    public User this[string name] => People[name];
}

/// <summary>Lines to paste into a shell.</summary>
/// <param name="Read">A comment and one read of the dialect's seed page, or several, as ann.</param>
/// <param name="See">Shows ann that hal has asked her.</param>
/// <param name="Ask">By which hal asks ann; one dialect is enough.</param>
internal sealed record DemoLines(string Read, string See, string? Ask = null);

/// <summary>How a dialect comes into the program.</summary>
internal static class Registration
{
    public static IServiceCollection AddDialect<T>(this IServiceCollection services, Declaration declared)
        where T : class, IDialect
    {
        foreach (var setting in declared.Settings)
            services.AddSingleton(setting);
        return services.AddSingleton(declared).AddSingleton<IDialect, T>();
    }
}
