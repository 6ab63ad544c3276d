using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Identity;

#pragma warning disable MA0009 // the texts are the server's own

namespace Acquaint.Server.Tests.Blocks;

/// <summary>How the viewer and the other stand before the one blocks the other, or is deleted.</summary>
public enum Before
{
    Strangers,
    ViewerAsked,
    OtherAsked,
    Connected,
    OtherDeclined,
    ViewerDeclined,

    /// <summary>A moderator has blocked the other.</summary>
    OtherSuspended,

    /// <summary>A moderator has blocked the viewer.</summary>
    ViewerSuspended,
}

/// <summary>What the other does then.</summary>
internal enum Fate
{
    Blocks,
    Goes,
    Stays,
}

/// <summary>
/// A community with the same people, ties and names as every other such one. Ids and keys are made so that no text has one of them by
/// chance: what differs between two worlds' answers, once these and the times are struck out, is what can be felt.
/// </summary>
internal sealed partial class BlockWorld
{
    public const string Password = "the viewer's own password";
    private static readonly string s_hash = new PasswordHasher<User>().HashPassword(null!, Password);
    private static int s_made;
    private readonly TestServer _server;
    private readonly int _number = Interlocked.Increment(ref s_made);
    private readonly List<Person> _people = [];

    private BlockWorld(TestServer server, Community community)
    {
        _server = server;
        Community = community;
    }

    public Community Community { get; }

    public Person Viewer { get; private set; } = null!;

    /// <summary>Who blocks the viewer, or is deleted, or stays.</summary>
    public Person Other { get; private set; } = null!;

    /// <summary>A connection of both.</summary>
    public Person Third { get; private set; } = null!;

    /// <summary>A connection of the other and of the third, whom the viewer may know.</summary>
    public Person Fourth { get; private set; } = null!;

    /// <summary>Whom the viewer meets in lists only: they have asked the other, were asked or declined by them.</summary>
    public Person Fifth { get; private set; } = null!;

    /// <summary>The request or connection of viewer and other, before it ended; one of nobody's when there was none.</summary>
    public Guid Request { get; private set; }

    /// <summary>Something that the viewer was notified of: of the other's doing, if they did something.</summary>
    public Guid Notification { get; private set; }

    public static async Task<BlockWorld> Make(TestServer server, Before before, Fate fate)
    {
        var world = new BlockWorld(server, await server.NewCommunity("unfelt", rules => rules with { PageSize = 3 }));
        await world.People();
        await world.Ties(before);
        await world.End(before, fate);
        return world;
    }

    /// <summary>The text without what may differ between two worlds.</summary>
    public string Struck(string text)
    {
        foreach (var person in _people)
        {
            var (number, name) = ($"{person.Id}", person.Name);
            text = text.Replace(number, $"<{name}>", StringComparison.Ordinal)
                .Replace($"{person.Key.Value:D}", $"<{name}>", StringComparison.OrdinalIgnoreCase)
                .Replace($"{person.Key.Value:N}", $"<{name}>", StringComparison.OrdinalIgnoreCase);
        }

        text = text.Replace($"{Community.Id.Value}", "<community>", StringComparison.OrdinalIgnoreCase)
            .Replace(Community.Hosts[0], "<host>", StringComparison.Ordinal);
        text = Token().Replace(text, "<token>");
        text = Time().Replace(text, "<time>");
        text = Uuid().Replace(text, "<uuid>");
        text = Sid().Replace(text, "<sid>");
        return NumberOfRequest().Replace(text, "\"id\":<id>");
    }

    private async Task People()
    {
        Viewer = await Person("vera", new() { DisplayName = "Vera Otter", PositionLatLng = "48.1,11.5" });
        Other = await Person("otto", new()
        {
            FirstName = "Otto",
            LastName = "Other",
            DisplayName = "Otto Other",
            Description = "describes himself",
            Location = "Paris",
            LocationLatLng = "48.2,11.5",
            BirthDate = new(1990, 1, 1),
            Gender = Gender.Male,
            IsCompany = true,
            AvatarUrl = "https://pictures.example.org/otto.png",
        });
        Third = await Person("cas", new() { DisplayName = "Cas Otters" });
        Fourth = await Person("dora", new() { DisplayName = "Dora Ottoman", Location = "Paris", PositionLatLng = "48.3,11.5" });
        Fifth = await Person("emil", new() { DisplayName = "Emil Otto" });
    }

    private async Task Ties(Before before)
    {
        var (asked, declined) = (await Person("fay", new() { DisplayName = "Fay Otto" }), await Person("gus", new()));
        await _server.Connected(Third, Other);
        await _server.Connected(Viewer, Third);
        await _server.Connected(Fourth, Third);
        await _server.Connected(Other, Fourth);
        await _server.Requested(Fifth, Other);
        await _server.Requested(Other, asked);
        await _server.Declined(declined, Other);
        await _server.Requested(Viewer, Fifth);
        await _server.Requested(asked, Viewer);
        await (before switch
        {
            Before.Strangers or Before.OtherSuspended or Before.ViewerSuspended => Task.CompletedTask,
            Before.ViewerAsked => _server.Requested(Viewer, Other),
            Before.OtherAsked => _server.Requested(Other, Viewer),
            Before.Connected => _server.Connected(Viewer, Other),
            Before.OtherDeclined => _server.Declined(Viewer, Other),
            Before.ViewerDeclined => _server.Declined(Other, Viewer),
        });
        Request = (await _server.Store.Relation(Viewer.Id, Other.Id, default)).Request?.Id.Value ?? new Guid(_number, 0, 0, new byte[8]);
        Notification = (await _server.Store.Notifications(Viewer.Id, new(1), default)).Items[0].Change.Id.Value;
    }

    private async Task End(Before before, Fate fate)
    {
        var people = _server.Get<People>();
        if (fate is Fate.Blocks)
            await _server.Blocked(Other, Viewer);
        if (before is Before.OtherSuspended)
            await people.Suspend(Community, Other.Id, default);
        if (before is Before.ViewerSuspended)
            await people.Suspend(Community, Viewer.Id, default);
        if (fate is Fate.Goes)
            await people.Delete(Community, Other.Id, hard: true, default);
    }

    private async Task<Person> Person(string name, Profile profile)
    {
        var place = _people.Count;
        var user = new User
        {
            Id = new(4_000_000_000_000L + (_number * 100L) + place),
            Key = new(new Guid(0x0b10c000 + _number, (short)place, 0x7000, 0x80, 0, 0, 0, 0, 0, 0, 1)),
            Community = Community.Id,
            Username = name,
            Email = $"{name}@example.org",
            ExternalId = $"crm-{name}",
            CreatedAt = _server.Clock.GetUtcNow(),
            UpdatedAt = _server.Clock.GetUtcNow(),
            Profile = profile,
        };
        await _server.Store.Add(user, s_hash, default);
        _people.Add(new(user, Password, Community));
        return _people[^1];
    }

    [GeneratedRegex(@"eyJ[\w-]+\.[\w-]+\.[\w-]+")]
    private static partial Regex Token();

    [GeneratedRegex(@"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"[0-9a-f]{32}")]
    private static partial Regex Sid();

    /// <summary>Some dialects' numbers of requests are random bits.</summary>
    [GeneratedRegex(@"""id"":\d+")]
    private static partial Regex NumberOfRequest();
}
