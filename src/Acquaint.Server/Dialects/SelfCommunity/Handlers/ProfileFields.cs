namespace Acquaint.Server.Dialects.SelfCommunity;

/// <summary>What people may write into their profile: each field's rule, and where it goes.</summary>
internal static class ProfileFields
{
    /// <summary>A field: what the text must be, in words and as a test, and what it changes. Null clears.</summary>
    private sealed record Field(string Rule, Func<string?, bool> Fits, Func<User, string?, User> Set);

    private static readonly Dictionary<string, Field> s_fields = new()
    {
        ["username"] = new("Send 1 to 255 letters, digits, - and _.", IsUsername, (user, text) => user with { Username = text! }),
        ["real_name"] = Text(255, (profile, text) => profile with { DisplayName = text }),
        ["bio"] = Text(5000, (profile, text) => profile with { Bio = text }),
        ["location"] = Text(100, (profile, text) => profile with { Location = text }),
        ["location_lat_lng"] = Place((profile, text) => profile with { LocationLatLng = text }),
        ["position_lat_lng"] = Place((profile, text) => profile with { PositionLatLng = text }),
        ["date_of_birth"] = Of("Send YYYY-MM-DD.", text => Date(text) is not null, (profile, text) =>
            profile with { BirthDate = Date(text) }),
        ["description"] = Text(50, (profile, text) => profile with { Description = text }),
        ["gender"] = Of("Send Male, Female or Unspecified.", text => Filters.GenderOf(text) is not null, (profile, text) =>
            profile with { Gender = Filters.GenderOf(text ?? "unspecified")!.Value }),
        ["website"] = Address(200, (profile, text) => profile with { Website = text }),
        ["avatar"] = Address(2000, (profile, text) => profile with { AvatarUrl = text }),
        ["cover"] = Address(2000, (profile, text) => profile with { CoverUrl = text }),
        ["company_name"] = Text(255, (profile, text) => profile with { CompanyName = text }),
        ["company_role"] = Text(255, (profile, text) => profile with { CompanyTitle = text }),
    };

    /// <summary>What a body changes of a person. What isn't among the fields is ignored, as Django REST framework does.</summary>
    public static Func<User, User> Change(SentBody body)
    {
        var texts = new List<(Field Field, string? Text)>();
        foreach (var (name, field) in s_fields.Where(one => body.Has(one.Key)))
        {
            var text = body.Text(name, rule: field.Rule);
            if (!field.Fits(text))
                body.Refuse<string>(new(name, typeof(string), Rule: field.Rule));
            texts.Add((field, text));
        }

        return user => texts.Aggregate(user, (changed, one) => one.Field.Set(changed, one.Text));
    }

    private static Field Of(string rule, Func<string, bool> fits, Func<Profile, string?, Profile> set) =>
        new(rule, text => text is null || fits(text), (user, text) => user with { Profile = set(user.Profile, text) });

    private static Field Text(int length, Func<Profile, string?, Profile> set) =>
        Of($"Send text of at most {length} characters.", text => text.Length <= length, set);

    private static Field Place(Func<Profile, string?, Profile> set) =>
        Of("Send lat,lng in degrees.", text => text.Length <= 100 && Coordinates.Parse(text) is not null, set);

    /// <summary>Only the web's own schemes: applications put these into links and pictures.</summary>
    private static Field Address(int length, Func<Profile, string?, Profile> set) =>
        Of($"Send an http or https address of at most {length} characters.", text => text.Length <= length && IsAddress(text), set);

    private static bool IsUsername(string? text) =>
        text?.Length <= Limits.HandleLength && text.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_');

    private static bool IsAddress(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme is "http" or "https");

    private static DateOnly? Date(string? text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
}
