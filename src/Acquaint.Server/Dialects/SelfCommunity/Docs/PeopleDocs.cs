using static Acquaint.Server.Dialects.SelfCommunity.Docs;

namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What the OpenAPI document says of people, of finding them, and of notifications.</summary>
internal static class PeopleDocs
{
    private static readonly Response s_wrongBody = No(Refusals.NoObject(), "The body makes no sense.");

    private static readonly SettingsWire s_settings = new(0, 0, 0, 1, 0);

    public static readonly Operation Me = new("getCurrentUser", "Show the caller.")
    {
        Answers = [Ok("The caller.", Examples.Me), NeedsSignIn],
    };

    public static readonly Operation MyAvatar = new("getCurrentUserAvatar", "Show the caller's picture.")
    {
        Answers = [Ok("Its address, or null.", new AvatarWire("https://cdn.example.org/ann.png")), NeedsSignIn],
    };

    public static readonly Operation MyPermission = new("getCurrentUserPermission", "Show what the caller may do.")
    {
        Answers = [Ok("The permissions.", Examples.Permission), NeedsSignIn],
    };

    public static readonly Operation One = new("getUser", "Show a user.")
    {
        Arguments = [Id],
        Answers = [Ok("The user.", Examples.User), NeedsSignIn, NoSuchUser],
    };

    public static readonly Operation Patch = new("patchUser", "Change what one tells of oneself.")
    {
        Arguments = [Id],
        Body = new(new UserPatchWire("Bob Rossi", "Milan"))
        {
            Texts = new Dictionary<string, string> { ["application/x-www-form-urlencoded"] = "real_name=Bob+Rossi&location=Milan" },
        },
        Answers =
        [
            Ok("The user, changed.", Examples.User),
            No(Refusals.Invalid("gender", "invalid", "Send Male, Female or Unspecified."), "A field makes no sense."),
            NeedsSignIn,
            NotYours,
            NoSuchUser,
            No(Refusals.NoUpload(), "A file was sent."),
        ],
    };

    public static readonly Operation Delete = new("deleteUser", "Delete oneself, or, as an administrator, a user.")
    {
        Arguments = [Id, new("hard", "1 leaves nothing that tells who it was.", typeof(int)) { Example = "1" }],
        Answers =
        [
            Done("Deleted."),
            No(Refusals.DeletedAlready(), "The user is deleted already, and not to be deleted hard."),
            NeedsSignIn,
            NotYours,
            NoSuchUser,
        ],
    };

    public static readonly Operation Moderate = new("moderateUser", "Block, approve or delete a user, as a moderator.")
    {
        Arguments = [Id],
        Body = new(new ModerationWire("b")),
        Answers =
        [
            Done("Done."),
            No(Refusals.Invalid("status", "invalid_choice", "Send a, b, d or u."), "Not a status, or it is oneself."),
            NeedsSignIn,
            NotYours,
            NoSuchUser,
        ],
    };

    public static readonly Operation Counters = new("getUserCounters", "Count what a user has.")
    {
        Arguments = [Id],
        Answers = [Ok("The counts.", Examples.Counters), NeedsSignIn, NoSuchUser],
    };

    public static readonly Operation Settings = new("getUserSettings", "Show one's settings.")
    {
        Arguments = [Id],
        Answers = [Ok("The settings.", s_settings), NeedsSignIn, NotYours],
    };

    public static readonly Operation PatchSettings = new("patchUserSettings", "Change some of one's settings.")
    {
        Arguments = [Id],
        Body = new(s_settings),
        Answers =
        [
            Ok("All settings, changed.", s_settings),
            No(Refusals.Invalid("qa_frequency", "invalid_choice", "Send an integer from -1 to 1."), "Not a setting."),
            NeedsSignIn,
            NotYours,
        ],
    };

    public static readonly Operation List = new("listUsers", "List users.")
    {
        Arguments = [.. PagingArguments, Search, .. FilterArguments],
        Answers = [Ok("A page of users.", Examples.Found), InvalidGender, NeedsSignIn],
    };

    public static readonly Operation Find = new("searchUsers", "Search for users.")
    {
        Arguments =
        [
            .. PagingArguments,
            new("user", "Part of the username or of the real name; those two are then not looked at.", typeof(string)) { Example = "bo" },
            .. FilterArguments,
            new("age", "-30, 30-45 or 45+.", typeof(string)) { Example = "30-45" },
            new("lat_lng", "A place: those who tell where they are, nearest first.", typeof(string)) { Example = "45.4642,9.19" },
            new("user_position", "true: the caller's own place.", typeof(bool)),
            new("is_staff", "true: only those who have a role.", typeof(bool)),
            new("tag", "The id of a tag; nobody has any.", typeof(long)),
            new("category", "The id of a category; there are none.", typeof(long)),
        ],
        Answers = [Ok("A page of users.", Examples.Found), InvalidGender, NeedsSignIn],
    };

    public static readonly Operation Autocomplete = new("autocompleteUsers", "Find users while somebody types.")
    {
        Arguments =
        [
            .. PagingArguments, Search, .. FilterArguments, new("exclude", "Ids to leave out, with commas between.",
                typeof(string)) { Example = "7,9" },
        ],
        Answers = [Ok("A page of users in short.", Examples.Completed), InvalidGender, NeedsSignIn],
    };

    public static readonly Operation Match = new("matchUsernames", "Find the users who have these usernames.")
    {
        Body = new(new[] { "bob", "nobody" }),
        Answers =
        [
            Ok("Those there are, in that order.", Examples.Matched),
            No(Refusals.Invalid("usernames", "not_a_list", "Send a list of usernames."), "The body makes no sense."),
            NeedsSignIn,
        ],
    };

    public static readonly Operation Suggest = new("suggestUsers", "List people whom the caller may know.")
    {
        Arguments = PagingArguments,
        Answers = [Ok("A page of users, those with most mutual connections first.", Examples.Found), NeedsSignIn],
    };

    public static readonly Operation SuggestFor = new("suggest", "Find what somebody may mean.")
    {
        Arguments = [Search, .. PagingArguments],
        Answers =
        [
            Ok("A page of users with a score.", Examples.Suggested),
            No(Refusals.Invalid("search", "invalid", "Send text that can be stored."), "An argument makes no sense."),
            NeedsSignIn,
        ],
    };

    public static readonly Operation Notifications = new("listNotifications", "List notifications, newest first, and mark them seen.")
    {
        Arguments =
        [
            new("next_id", "The sid after which the page begins.", typeof(string)) { Example = Examples.Sid },
            new("previous_id", "The sid before which the page ends; wins over next_id.", typeof(string)),
        ],
        Answers =
        [
            Ok("Some notifications.", Examples.Notifications),
            No(Refusals.Invalid("next_id", "invalid", "This is no place in the list."), "An argument makes no sense."),
            NeedsSignIn,
        ],
    };

    public static readonly Operation CountUnseen = new("countUnseenNotifications", "Count the notifications that were not listed yet.")
    {
        Answers = [Ok("The count.", new CountWire(2)), NeedsSignIn],
    };

    public static readonly Operation MarkRead = new("markNotificationsRead", "Mark notifications read.")
    {
        Body = new(new SidsWire([Examples.Sid])),
        Answers = [Done("Marked; what is none of the caller's is left alone."), s_wrongBody, NeedsSignIn],
    };
}
