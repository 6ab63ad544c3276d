namespace Acquaint.Core;

/// <summary>Something that the operator of a community can set by its name.</summary>
/// <param name="name">On the command line and in the database; a dialect's settings begin with its name and a dot.</param>
/// <param name="form">How a value is written.</param>
/// <param name="help">What it does, one sentence.</param>
/// <param name="alias">Another name for it on the command line.</param>
public abstract class Setting(string name, string form, string help, string? alias)
{
    private static readonly Community s_blank = new(default, "", [], false, default, new(), CommunitySettings.Empty);

    public string Name => name;
    public string Form => form;
    public string Help => help;
    public string? Alias => alias;

    /// <summary>Its value is not shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The member of that name has its value where communities are listed for programs.</summary>
    public string? ShownAs { get; init; }

    /// <summary>The community with another value. Throws <see cref="FormatException"/>.</summary>
    public abstract Community Set(Community community, string text);

    /// <summary>The community's value, as it is written.</summary>
    public abstract string Show(Community community);

    /// <summary>The community with a value of its own, if the setting has such and the community has none yet.</summary>
    public virtual Community Make(Community community) => community;
    public bool IsDefault(Community community) => Show(community) == Show(s_blank);
}

/// <summary>A setting of one dialect, held under its name in <see cref="CommunitySettings"/>.</summary>
public sealed class Setting<T>(string name, string? alias, Form<T> form, string help, T @default)
    : Setting(name, form.Words, help, alias)
{
    public T Default => @default;

    /// <summary>Makes the value that each community gets when it is added: keys, secrets.</summary>
    public Func<T>? Made { get; init; }

    public override Community Set(Community community, string text) =>
        community with { Settings = community.Settings.With(this, form.Parse(text, community.Get(this))) };

    public override string Show(Community community) => form.Print(community.Get(this));

    public override Community Make(Community community) => Made is null || community.Settings.Has(this)
        ? community
        : community with { Settings = community.Settings.With(this, Made()) };
}

/// <summary>A setting that is part of the community itself.</summary>
internal sealed class CoreSetting<T>(
    string name, Form<T> form, string help, Func<Community, T> get, Func<Community, T, Community> set)
    : Setting(name, form.Words, help, alias: null)
{
    public override Community Set(Community community, string text) => set(community, form.Parse(text, get(community)));
    public override string Show(Community community) => form.Print(get(community));
}
