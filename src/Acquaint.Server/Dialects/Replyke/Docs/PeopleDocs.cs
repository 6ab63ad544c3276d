using static Acquaint.Server.Dialects.Replyke.Docs;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>What the OpenAPI document says of users, notifications, signing in, and the project.</summary>
internal static class PeopleDocs
{
    private static readonly Argument s_notification =
        new("notificationId", "The notification's id.", typeof(Guid), ArgumentPlace.Path);

    public static readonly Operation Find = new("getUser", "Look at a user.")
    {
        Arguments = [Project, UserKeyArgument],
        Answers = Anybody(Ok("The user.", Examples.Jane), Faults.InvalidUserIdOfUser, Faults.NoSuchUser),
    };

    public static readonly Operation FindByForeignId =
        new("getUserByForeignId", "Look at a user by the integrator's id; a service key can have them added, which answers 201.")
        {
            Arguments =
            [
                Project,
                new("foreignId", "The integrator's id.", typeof(string)) { IsRequired = true, Example = "ext-1" },
                new("createIfNotFound", "true: add whom it does not find.", typeof(bool)) { Example = "true" },
                .. new[] { "name", "username", "avatar", "bio", "metadata", "secureMetadata" }
                    .Select(name => new Argument(name, "Of whom is added.", typeof(string))),
            ],
            Answers = Anybody(
                Ok("The user.", Examples.Jane),
                Faults.InvalidIdentifier, Faults.Invalid("user", "bio"), Faults.NoSuchUser, Faults.UsernameTaken),
        };

    public static readonly Operation Suggest = new("suggestUsers", "Find at most five users by a part of their username.")
    {
        Arguments =
        [
            Project,
            new("query", "The part; those who begin with it come first.", typeof(string)) { IsRequired = true, Example = "ja" },
        ],
        Answers = Anybody(Ok("The users.", new[] { Examples.Jane }), Faults.InvalidQuery),
    };

    public static readonly Operation CheckUsername = new("checkUsername", "Ask whether a username can be taken.")
    {
        Arguments = [Project, new("username", "In any letter case.", typeof(string)) { IsRequired = true, Example = "jane" }],
        Answers = Anybody(Ok("Whether.", new AvailabilityBody(true)), Faults.InvalidUsername),
    };

    public static readonly Operation Update = new("updateUser", "Change what one tells of oneself; a service key changes anybody's.")
    {
        Arguments = [Project, UserKeyArgument],
        Body = new(Examples.Update),
        Answers = SignedIn(
            Ok("The user as changed.", Examples.Me),
            Faults.InvalidUserIdOfUser, Faults.MalformedBody, Faults.MissingUserData, Faults.Invalid("user", "bio"),
            Faults.NotAuthorized, Faults.NoSuchUser, Faults.UsernameTaken),
    };

    public static readonly Operation Notifications = new("listNotifications", "List what the caller is notified of, newest first.")
    {
        Arguments =
        [
            Project,
            new("page", "A whole number from 1.", typeof(int)) { Example = "1" },
            new("limit", "A whole number from 1; 5 without it, at most 50.", typeof(int)) { Example = "10" },
        ],
        Answers = SignedIn(Ok("A page.", new[] { Examples.Notification }), Faults.InvalidNotificationPage, Faults.InvalidNotificationLimit),
    };

    public static readonly Operation Notifications7 = Notifications with
    {
        Answers =
        [
            Ok("A page.", new DataList<NotificationBody>([Examples.Notification], Examples.DataPages)),
            .. Notifications.Answers.Skip(1),
        ],
    };

    public static readonly Operation CountNotifications = new("countUnreadNotifications", "Count the unread ones.")
    {
        Arguments = [Project],
        Answers = SignedIn(Ok("The bare number.", 5)),
    };

    public static readonly Operation MarkNotification = new("markNotificationAsRead", "Mark one as read.")
    {
        Arguments = [Project, s_notification],
        Answers = SignedIn(Text("Marked, now or before.", "OK"), Faults.NoSuchNotification),
    };

    public static readonly Operation MarkNotifications = new("markAllNotificationsAsRead", "Mark all as read.")
    {
        Arguments = [Project],
        Answers = SignedIn(Ok("How many were unread.", new MarkedBody(3))),
    };

    public static readonly Operation SignUp = new("signUp", "Open an account and sign in.")
    {
        Arguments = [Project],
        Body = new(Examples.SignUp),
        Answers = Anybody(
            Created("Signed in; the cookie has the refresh token too.", Examples.Session),
            Faults.MalformedBody, Faults.Invalid("auth", "email"), Faults.MissingFields, Faults.UsernameTaken, Faults.EmailTaken),
    };

    public static readonly Operation SignIn = new("signIn", "Sign in by e-mail address and password.")
    {
        Arguments = [Project],
        Body = new(new SignInForm("me@example.com", "correct horse")),
        Answers = Anybody(
            Ok("Signed in; the cookie has the refresh token too.", Examples.Session),
            Faults.MalformedBody, Faults.Invalid("auth", "email"), Faults.MissingFields, Faults.WrongPassword, Faults.NoPassword,
            Faults.NoUserFound),
    };

    public static readonly Operation SignOut = new("signOut", "End the session of a refresh token, if it has one.")
    {
        Arguments = [Project],
        Body = new(new RefreshForm(Examples.Token)),
        Answers = Anybody(new(204, "Signed out."), Faults.MalformedBody),
    };

    public static readonly Operation Renew = Renewing(new RenewedBody(true, Examples.Token, null, Examples.Me));

    public static readonly Operation Renew7 =
        Renewing(new RenewedBody(true, Examples.Token, Examples.Token, Examples.Me));

    public static readonly Operation ChangePassword =
        new("changePassword", "Change one's password; every other session ends. The refresh cookie does instead of a token.")
        {
            Arguments = [Project],
            Body = new(new PasswordForm("correct horse", "battery staple")),
            Answers = SignedIn(
                Ok("Changed.", new DoneBody(true, "Password updated successfully.")),
                Faults.MalformedBody, Faults.Invalid("auth", "newPassword"), Faults.NotByPassword, Faults.MissingFields,
                Faults.WrongPassword, Faults.NoUserFound),
        };

    public static readonly Operation Verify =
        new("verifyExternalUser", "Sign a user in whom the project's own server vouches for, adding or linking their account.")
        {
            Arguments = [Project],
            Body = new(new ExternalForm(Examples.Token)),
            Answers = Anybody(
                Ok("Signed in; the cookie has the refresh token too.", Examples.Session),
                Faults.MalformedBody, Faults.Invalid("auth", "email"), Faults.MissingExternalUser, Faults.MissingJwt, Faults.MissingKeys,
                Faults.ExternalProjectMismatch, Faults.InvalidExternalToken, Faults.UsernameTaken, Faults.EmailTaken),
        };

    public static readonly Operation Lean = new("getProject", "Look at the project.")
    {
        Arguments = [Project],
        Answers = Anybody(Ok("The project.", Examples.Project)),
    };

    public static readonly Operation Sign =
        new("signTestingToken", "Have a token for verifyExternalUser signed with one's own private key, to try it out.")
        {
            Arguments = [Project],
            Body = new(Examples.Signing),
            Answers = Anybody(Text("The token.", Examples.Token), Faults.MalformedBody, Faults.InvalidSigning("privateKey")),
        };

    private static Operation Renewing(RenewedBody example) =>
        new("renewAccessToken", "Get a new access token for a refresh token; without one, all members are null.")
        {
            Arguments = [Project],
            Body = new(new RefreshForm(Examples.Token)),
            Answers = Anybody(
                Ok("The token.", example),
                Faults.MalformedBody, Faults.RefreshTokenOfOthers, Faults.RefreshTokenEnded, Faults.NoUserFound,
                Faults.RefreshTokenInvalid),
        };

    private static Kit.Response Text(string description, string text) => new(200, description, new Sample(text)
    {
        JsonTypes = [],
        Texts = new Dictionary<string, string> { ["text/plain"] = text },
    });
}
