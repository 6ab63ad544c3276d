using System.Runtime.CompilerServices;
using System.Runtime.Serialization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Xml;
using Acquaint.Server.Dialects.HigherLogic;
using Xunit;
using Stock = HigherLogic.API.Models.Enterprise;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The bytes of every other model, compared with the framework's own serializer over a stock client's classes.</summary>
public sealed class ContactWireTests
{
    private static readonly DateTime s_at = new(2024, 3, 29, 8, 8, 50, 32, DateTimeKind.Utc);
    private static readonly Guid s_key = new("0198c1f2-5f3a-7c41-b2d4-93e5a7c8d903");
    private static readonly string[] s_values = ["one", "two"];
    private static readonly JsonSerializerOptions s_local = new() { Converters = { new LocalTime() } };

    private static readonly Contact s_full = new()
    {
        FirstName = "Ada",
        LastName = "<King>",
        DisplayName = "Ada & Co",
        ContactStatusCode = "A",
        UpdatedOn = s_at,
        AgreedToTermsDateTime = s_at,
        EducationEntries = [Empty<Education>() with { SchoolName = "x", DegreeYear = 7, UpdatedOn = s_at }],
        WorkHistory =
        [
            Empty<WorkExperience>() with { Title = "y", FromDate = s_at, ToDate = s_at, UpdatedOn = s_at },
            Empty<WorkExperience>() with { FromDate = s_at },
        ],
        Profile = new() { Description = "z", ImageHeight = -1 },
        Addresses = [Empty<Address>() with { Latitude = 27.0, Longitude = -0.5, ItemCreatedOn = s_at }],
        UnreadMessageCount = 40,
        Demographics = [new("kind", s_values), new("none", [])],
        SecurityGroups = [new(s_key, "Member", true)],
    };

    private static readonly Contact s_bare =
        new() { FirstName = "", LastName = "", DisplayName = "", ContactStatusCode = "I", UpdatedOn = s_at, Profile = new() };

    [Fact]
    public void A_contact_with_everything_is_what_a_stock_serializer_writes() => IsStock<Stock.Contact>(s_full);

    [Fact]
    public void A_contact_with_nothing_is_what_a_stock_serializer_writes() => IsStock<Stock.Contact>(s_bare);

    [Fact]
    public void Lists_and_pages_of_contacts_are_what_a_stock_serializer_writes()
    {
        IsStock<List<Stock.Contact>>(new[] { s_full, s_bare });
        IsStock<List<Stock.Contact>>(Array.Empty<Contact>());
        IsStock<Stock.PaginatedContacts>(new PaginatedContacts([s_full, s_bare], true, "/a?b=c&d=e", null));
        IsStock<Stock.PaginatedContacts>(new PaginatedContacts([], false, null, null));
    }

    [Fact]
    public void The_smaller_models_are_what_a_stock_serializer_writes()
    {
        IsStock<Stock.ContactConcise>(ContactConcise.Of(s_full));
        IsStock<List<Stock.ContactMentionSearchResult>>(
            new[] { new ContactMentionSearchResult(null, "p", Guid.Empty, "n", null, true, "<a href=\"x\">@n</a>") });
        IsStock<List<Stock.TenantDetail>>(new[] { new TenantDetail(s_key, "f", "s", "http://h/") });
        IsStock<Stock.TenantInfo>(new TenantInfo(s_key, "s", "c", "http://h/", "http://h/l"));
        IsStock<Stock.AuthToken>(new AuthToken("a+b/c="));
        IsStock<Guid>(s_key);
        IsStock<bool[]>(new[] { true, false });
        IsStock<Dictionary<Guid, int>>(new Dictionary<Guid, int> { [s_key] = 2, [Guid.Empty] = 0 });
        IsStock<Dictionary<Guid, int>>(new Dictionary<Guid, int>());
    }

    [Fact]
    public void Nothing_is_null_in_JSON_and_a_nil_element_of_its_type_in_XML()
    {
        Assert.Equal("null", Encoding.UTF8.GetString(Json.Write(new Nothing(typeof(Contact)))));
        Assert.Equal(Stocked(typeof(Stock.Contact), null), Written(new Nothing(typeof(Contact))));
        Assert.Equal(Stocked(typeof(Guid?), null), Written(new Nothing(typeof(Guid))));
    }

    /// <summary>The order of the vendor's page, member by member.</summary>
    [Fact]
    public void The_members_of_a_contact_have_the_order_of_the_page()
    {
        const string Order =
            "LinkToProfile PictureUrl LargePictureUrl ContactKey FirstName LastName DisplayName EmailAddress ContactStatusCode PrefixCode "
            + "UpdatedOn UpdatedByContactKey CompanyName CompanyTitle SuffixCode Designation LegacyContactKey InformalName Phone1 "
            + "Phone1Type Phone2 Phone2Type Phone3 Phone3Type Phone4 Phone4Type WebsiteUrl MemberAwardKey IsMember AgreedToTermsDateTime "
            + "MemberId MaidenName PrimarySecurityGroupKey "
            + "MiddleName IsCompany CompanyLegacyContactKey AMSDirectoryOptOut HLDirectoryOptOut "
            + "HLContactMeOptOut IsBlogger EducationEntries WorkHistory Profile Addresses UnreadMessageCount LinkToVolunteerProfile "
            + "Demographics SecurityGroups";
        Assert.Equal(Order.Split(' '), Names(s_full, firstVersion: false));
        Assert.Equal(Order.Split(' ').Order(), Names(s_full, firstVersion: true).Order());
    }

    [Fact]
    public void Clients_of_the_first_version_find_the_keys_of_a_contact_by_their_places()
    {
        var names = Names(s_full, firstVersion: true);
        Assert.Equal("ContactKey", names[2]);
        Assert.Equal("LegacyContactKey", names[14]);
    }

    [Fact]
    public void The_members_of_a_concise_contact_have_the_order_of_the_page()
    {
        const string Order =
            "LinkToProfile PictureUrl ContactKey FirstName LastName DisplayName EmailAddress ContactStatusCode PrefixCode UpdatedOn "
            + "UpdatedByContactKey CompanyName CompanyTitle SuffixCode Designation LegacyContactKey InformalName MiddleName IsCompany "
            + "CompanyLegacyContactKey AMSDirectoryOptOut HLDirectoryOptOut HLContactMeOptOut LargePictureUrl";
        Assert.Equal(Order.Split(' '), Names(ContactConcise.Of(s_full), firstVersion: true));
    }

    private static T Empty<T>() => (T)RuntimeHelpers.GetUninitializedObject(typeof(T));

    private static List<string> Names(object body, bool firstVersion) =>
        [.. JsonDocument.Parse(Json.Write(body, firstVersion)).RootElement.EnumerateObject().Select(member => member.Name)];

    /// <summary>The same values, carried over by name through JSON, written by the stock serializer, are the same bytes.</summary>
    private static void IsStock<T>(object mine)
    {
        var theirs = JsonSerializer.Deserialize<T>(Json.Write(mine), s_local);
        Assert.Equal(Stocked(typeof(T), theirs), Written(mine));
    }

    private static string Written(object mine) => Encoding.UTF8.GetString(Xml.Write(mine, TimeZoneInfo.Local));

    private static string Stocked(Type type, object? theirs)
    {
        using var bytes = new MemoryStream();
        var settings = new XmlWriterSettings { OmitXmlDeclaration = true, Encoding = new UTF8Encoding(false) };
        using (var writer = XmlWriter.Create(bytes, settings))
            new DataContractSerializer(type).WriteObject(writer, theirs);
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private sealed class LocalTime : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            reader.GetDateTime().ToLocalTime();

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) => writer.WriteStringValue(value);
    }
}
