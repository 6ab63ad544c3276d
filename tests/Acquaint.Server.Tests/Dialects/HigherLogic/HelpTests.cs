using System.Net;
using System.Text.RegularExpressions;
using Xunit;

namespace Acquaint.Server.Tests.Dialects.HigherLogic;

/// <summary>The help pages and the OpenAPI document, which tell of the same endpoints.</summary>
public sealed partial class HelpTests(TestServer server)
{
    [Fact]
    public Task The_OpenAPI_document_is_valid_and_tells_of_every_endpoint() => OpenApiCheck.AssertComplete(server, "higherlogic");

    [Theory]
    [InlineData("/Help", "v1.0")]
    [InlineData("/help", "v1.0")]
    [InlineData("/v2.0/Help", "v2.0")]
    public async Task An_index_leads_to_a_page_for_each_operation_and_those_to_their_models(string index, string version)
    {
        var links = Links(await Page(index)).Where(link => link.StartsWith("/Help/Api/", StringComparison.Ordinal)).Distinct().ToList();
        Assert.Equal(22, links.Count);
        Assert.All(links, link => Assert.Contains($"-api-{version}-", link, StringComparison.Ordinal));
        var models = new HashSet<string>();
        foreach (var link in links)
        {
            var page = await Page(link);
            foreach (var part in new[] { "URI Parameters", "Body Parameters", "application/json, text/json", "application/xml, text/xml" })
                Assert.Contains(part, page, StringComparison.Ordinal);
            models.UnionWith(Links(page).Where(one => one.Contains("ResourceModel", StringComparison.Ordinal)));
        }

        foreach (var model in models.ToList())
            models.UnionWith(Links(await Page(model)).Where(one => one.Contains("ResourceModel", StringComparison.Ordinal)));
        string[] expected =
        [
            "Address", "AuthToken", "Contact", "ContactConcise", "ContactMentionSearchResult", "ContactProfile", "Demographic", "Education",
            "Friend", "LoginCredentials", "PaginatedContacts", "SecurityGroupConcise", "TenantDetail", "TenantInfo", "WidgetToken",
            "WorkExperience",
        ];
        Assert.Equal(expected, models.Select(model => model.Split('=')[1]).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("GET-api-v1.0-Friends-GetPendingSentFriendRequests", "GET api/v1.0/Friends/GetPendingSentFriendRequests")]
    [InlineData("POST-api-v2.0-Friends-PostFriendRequest_contactKey", "POST api/v2.0/Friends/PostFriendRequest?contactKey={contactKey}")]
    [InlineData("POST-api-v2.0-Contacts-SearchContactsForMentions_searchText_maxCount",
        "POST api/v2.0/Contacts/SearchContactsForMentions?searchText={searchText}&amp;maxCount={maxCount}")]
    [InlineData("GET-api-v2.0-Federation-GetContact_tenantKey_contactKey",
        "GET api/v2.0/Federation/GetContact?tenantKey={tenantKey}&amp;contactKey={contactKey}")]
    [InlineData("get-API-v2.0-contacts-getwhoami", "GET api/v2.0/Contacts/GetWhoAmI?includeSecurityGroups={includeSecurityGroups}")]
    public async Task The_originals_addresses_lead_to_its_pages(string id, string heading)
    {
        var page = await Page($"/Help/Api/{id}");
        Assert.Contains(heading, Tag().Replace(page, ""), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_tells_of_members_extensions_and_samples()
    {
        var sent = await Page("/Help/Api/GET-api-v1.0-Friends-GetPendingSentFriendRequests");
        Assert.Contains("Collection of <a href=\"/Help/ResourceModel?modelName=Friend\">Friend</a>", sent, StringComparison.Ordinal);
        Assert.Contains("<code>limit</code> <span class=\"tag\">extension</span>", sent, StringComparison.Ordinal);
        Assert.Contains("globally unique identifier", sent, StringComparison.Ordinal);
        Assert.Contains("&lt;ArrayOfFriend xmlns:i=", sent, StringComparison.Ordinal);
        Assert.Contains("&quot;FriendRequestRecordKey&quot;: ", sent, StringComparison.Ordinal);
        var first = await Page("/Help/Api/GET-api-v1.0-Contacts-GetWhoAmI");
        Assert.True(first.IndexOf("&quot;LargePictureUrl&quot;", StringComparison.Ordinal)
            > first.IndexOf("&quot;ContactKey&quot;", StringComparison.Ordinal));
        Assert.Contains("d2p1:SecurityGroupConcise", first, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/Help/Api/GET-api-v2.0-Friends-GetFriends")]
    [InlineData("/Help/Api/%3Cscript%3E")]
    [InlineData("/Help/ResourceModel")]
    [InlineData("/Help/ResourceModel?modelName=HttpErrors")]
    [InlineData("/Help/ResourceModel?modelName=%3Cscript%3E&modelName=x")]
    public async Task A_page_that_is_not_there_is_not_found(string path)
    {
        var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
    }

    private async Task<string> Page(string path)
    {
        var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("default-src 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Links(string page) =>
        Link().Matches(page).Select(match => WebUtility.HtmlDecode(match.Groups["address"].Value));

    [GeneratedRegex("href=\"(?<address>[^\"]+)\"", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("<[^>]+>", RegexOptions.NonBacktracking)]
    private static partial Regex Tag();
}
