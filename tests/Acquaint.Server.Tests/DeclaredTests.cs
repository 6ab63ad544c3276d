using Acquaint.Core.Tests;
using Acquaint.Server.Dialects;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>What can be set for a community, as it is declared.</summary>
public sealed class DeclaredTests
{
    internal static IReadOnlyList<Setting> All { get; } =
        [.. CoreSettings.All, .. AllDialects.Declared.SelectMany(dialect => dialect.Settings)];

    [Fact]
    public void No_two_settings_answer_to_one_name()
    {
        var names = All.SelectMany(setting => new[] { setting.Name, setting.Alias }).OfType<string>().ToList();
        Assert.Equal(names.Distinct(), names);
    }

    [Fact]
    public void The_names_of_a_dialects_settings_begin_with_its_own() => Assert.All(
        AllDialects.Declared,
        dialect => Assert.All(
            dialect.Settings, setting => Assert.StartsWith($"{dialect.Name}.", setting.Name, StringComparison.Ordinal)));

    [Fact]
    public void Every_setting_and_its_alias_stand_in_the_operators_manual()
    {
        var manual = File.ReadLines(Path.Combine(Repository.Root, "docs/operations.md"))
            .Where(line => line.StartsWith('|'))
            .Select(line => line.Split('|')[1])
            .ToList();
        Assert.All(All, setting => Assert.Contains(manual, first => first.Contains($"`{setting.Name}`", StringComparison.Ordinal)
            && (setting.Alias is null || first.Contains($"`{setting.Alias}`", StringComparison.Ordinal))));
    }

    [Fact]
    public void What_is_set_is_held_once_read_and_what_is_set_back_is_not()
    {
        var set = CommunitySettings.Empty.With(HigherLogicSettings.TimeZone, "Europe/Rome");
        Assert.Equal("Europe/Rome", CommunitySettings.FromJson(set.Json).Of(HigherLogicSettings.TimeZone));
        Assert.Same(set.Of(HigherLogicSettings.TimeZone), set.Of(HigherLogicSettings.TimeZone));
        Assert.Equal("{}", set.With(HigherLogicSettings.TimeZone, "UTC").Json);
        Assert.Equal("UTC", CommunitySettings.Empty.Of(HigherLogicSettings.TimeZone));
    }

    [Fact]
    public async Task A_community_that_is_older_than_a_dialect_gets_its_keys_when_it_is_next_served()
    {
        await using var database = TestDatabase.OnSqlite();
        await using var store = await Database.Open(database.ConnectionString, default);
        using var before = new CommunityList(store, TimeProvider.System, new(TimeProvider.System), []);
        await before.EnsureOne(default);
        Assert.Equal("{}", (await before.Default(default)).Settings.Json);
        using var after = new CommunityList(store, TimeProvider.System, new(TimeProvider.System), All);
        await after.EnsureOne(default);
        var served = await after.Default(default);
        Assert.NotEqual(Guid.Empty, served.IamKey);
        Assert.Equal(64, served.TokenSecret.Length);
        await after.EnsureOne(default);
        Assert.Equal(served.Settings.Json, (await after.Default(default)).Settings.Json);
    }
}
