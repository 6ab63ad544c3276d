using System.Net;

namespace Acquaint.Server.Dialects.HigherLogic;

/// <summary>
/// Finding people by words, each of which must be a part of one of their names. Costs a look at no more than
/// <see cref="Limits.SearchCandidates"/> people; when there may be others, a header says so.
/// </summary>
internal sealed class SearchHandlers(Connections connections, People people)
{
    private const int ShortestMention = 3;
    private const int UsualMentions = 10;

    // Every word costs a look at every candidate.
    private const int MostWords = 10;

    /// <summary>What <c>SearchContacts</c> can leave out.</summary>
    private sealed record Filter(string Terms, bool OnlyCompanies, string StatusCode, bool WithMe)
    {
        public bool Holds(Viewer viewer, User user) =>
            (StatusCode.Length == 0 || StatusCode.Equals("All", StringComparison.OrdinalIgnoreCase)
                || StatusCode.Equals(ContactStatus.Of(user), StringComparison.OrdinalIgnoreCase))
            && (WithMe || user.Id != viewer.Id);
    }

    /// <summary>
    /// The flags about addresses, opting out, middle names and terms are read and have nothing to say: nothing of that is kept here.
    /// </summary>
    public async Task<Answer<Contact[]>> SearchContacts(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var filter = new Filter(
            args.RequiredText("searchTerms"), args.Optional<bool>("searchOnlyCompanies") is true,
            args.Text("contactStatusCode") ?? ContactStatus.Active, args.Optional<bool>("includeCurrentContact") is not false);
        var memberStatus = args.Text("memberStatus");
        foreach (var flag in new[] { "searchAllAddresses", "overrideOptOut", "includeMiddleName", "limitToAcceptedTerms" })
            _ = args.Optional<bool>(flag);
        if (args.Fault is not null)
            return args.Fault;
        // Everybody in a community is a member of it.
        if (memberStatus?.StartsWith("non", StringComparison.OrdinalIgnoreCase) is true)
            return Paging.Contacts(http, [], truncated: false);
        var (found, mayMiss) = await Find(http.Viewer(), filter, stop);
        return ByName(http, found, mayMiss);
    }

    /// <summary>All but oneself: whom the viewer blocks is not written to either.</summary>
    public async Task<Answer<Contact[]>> SearchContactsForMessaging(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var filter = new Filter(args.RequiredText("searchTerms"), OnlyCompanies: false, ContactStatus.Active, WithMe: false);
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        var (found, mayMiss) = await Find(viewer, filter, stop);
        var seen = await connections.See(viewer, [.. found.Select(user => user.Id)], stop);
        return ByName(http, found.Where(user => seen[user.Id].IBlockedAt is null), mayMiss);
    }

    public async Task<Answer<ContactMentionSearchResult[]>> SearchContactsForMentions(HttpContext http, CancellationToken stop)
    {
        var args = new Arguments(http);
        var text = args.RequiredText("searchText").Trim();
        var asked = args.Count("maxCount", least: 0);
        if (args.Fault is not null)
            return args.Fault;
        var viewer = http.Viewer();
        var filter = new Filter(text.Length < ShortestMention ? "" : text, OnlyCompanies: false, ContactStatus.Active, WithMe: true);
        var (found, _) = await Find(viewer, filter, stop);
        var most = asked is 0 ? 0 : PageSize.Of(viewer.Community.Rules, asked, UsualMentions);
        return found.Take(most).Select(user => Mention(Contact.Of(viewer, user))).ToArray();
    }

    /// <summary>Those whose username begins with the longest word come first.</summary>
    private async Task<(List<User> Found, bool MayMiss)> Find(Viewer viewer, Filter filter, CancellationToken stop)
    {
        var words = filter.Terms.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Distinct().Take(MostWords).ToArray();
        if (words.Length == 0)
            return ([], false);
        var query = new PeopleQuery { Text = words.MaxBy(word => word.Length), OnlyCompanies = filter.OnlyCompanies };
        var candidates = await people.Search(viewer.Community, viewer, query, new PageRequest(Limits.SearchCandidates), stop);
        var matching = candidates.Items
            .Where(user => filter.Holds(viewer, user) && Array.TrueForAll(words, word => new PeopleQuery { Text = word }.Matches(user)))
            .ToList();
        return (matching, candidates.Total >= Limits.SearchCandidates);
    }

    private static Contact[] ByName(HttpContext http, IEnumerable<User> found, bool mayMiss) =>
        Paging.Contacts(http, found.OrderBy(user => Place.Of(user), PlaceOrder.Name), mayMiss);

    public static ContactMentionSearchResult Mention(Contact contact) => new(
        contact.LinkToProfile, contact.PictureUrl, contact.ContactKey, contact.DisplayName, contact.EmailAddress,
        IsMentionable: true, Markup(contact));

    /// <summary>
    /// Pages put this into their HTML as it is, and names and addresses are what people wrote of themselves: everything is escaped, and
    /// an address that is none of the web (<c>javascript:</c>) is left out.
    /// </summary>
    private static string Markup(Contact contact)
    {
        var name = WebUtility.HtmlEncode($"@{contact.DisplayName}");
        var isWeb = Uri.TryCreate(contact.LinkToProfile, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
        var link = isWeb ? $" href=\"{WebUtility.HtmlEncode(contact.LinkToProfile)}\"" : "";
        return $"<a class=\"user-content-mention\" data-sign=\"@\" data-contactkey=\"{contact.ContactKey:D}\" "
            + $"data-tag-text=\"{name}\"{link}>{name}</a>";
    }
}
