using System.Collections.Concurrent;

namespace Acquaint.Storage;

/// <summary>How far a copy is.</summary>
internal readonly record struct CopyProgress(string Doing, long Done, long Total);

/// <summary>
/// Copies a community with everything that belongs to it from one database to another, and compares the two.
/// </summary>
/// <remarks>
/// Rows that are there already are left as they are, so a copy that broke off goes on where it was, and nothing is ever overwritten.
/// The community's own row comes last, after the comparison: until then no server finds the community in the new database.
/// </remarks>
internal sealed class CommunityCopy(ISqlEngine from, ISqlEngine to, CommunityId community)
{
    private const int RowsPerTrip = 500;
    private const string NextId = "SELECT next FROM id_blocks WHERE name = 'user'";
    private const string RaiseNextId = "UPDATE id_blocks SET next = @next WHERE name = 'user' AND next < @next";
    private const string CommunityOfHost = "SELECT community FROM community_hosts WHERE host = @host";
    private const string WhoAre = "SELECT id, user_key, community FROM users WHERE id IN ({ids})";
    private const string DefaultOne = "SELECT count(*) FROM communities WHERE is_default = 1";

    // An engine knows a statement by its reference.
    private static readonly ConcurrentDictionary<(string, string), string> s_inserts = new();
    private readonly CommunityRows _old = new(from, community);
    private readonly CommunityRows _new = new(to, community);

    /// <summary>Returns the checksum of each table, equal on both sides. Throws <see cref="CopyRefusedException"/>.</summary>
    public async Task<IReadOnlyDictionary<string, Checksum>> Run(Action<CopyProgress> report, CancellationToken stop)
    {
        var isThere = (await _new.OfItself(stop))[0].Rows.Count > 0;
        if (!isThere)
        {
            await RefuseOthersHosts(stop);
            await RefuseOthersIds(report, stop);
            await ReserveIds(stop);
            await CopyRows(report, stop);
        }

        var same = await Compare(isThere, report, stop);
        if (!isThere)
            await Publish(stop);
        return same;
    }

    private async Task RefuseOthersHosts(CancellationToken stop)
    {
        foreach (var host in CommunityRows.Values<string>((await _old.OfItself(stop))[1], "host"))
        {
            var there = await to.Read(session => session.Query(row => row.GetGuid(0), new Step(CommunityOfHost, ("host", host))), stop);
            if (there.Any(other => other != community.Value))
                throw new CopyRefusedException($"The host {host} belongs to another community of the new database.");
        }
    }

    private async Task RefuseOthersIds(Action<CopyProgress> report, CancellationToken stop)
    {
        var (done, total) = (0L, await _old.People(stop));
        await foreach (var people in _old.Users(stop))
        {
            var keys = CommunityRows.Values<long>(people, "id").Zip(CommunityRows.Values<Guid>(people, "user_key")).ToDictionary();
            var there = await to.Read(
                session => session.Query(
                    row => (Id: row.GetInt64(0), Key: row.GetGuid(1), Community: row.GetGuid(2)),
                    SqlStore.ForIds(WhoAre, [.. keys.Keys.Select(id => (object)id)])),
                stop);
            foreach (var other in there.Where(one => one.Community != community.Value || one.Key != keys[one.Id]))
                throw new CopyRefusedException($"In the new database, the id {other.Id} is another person's.");
            report(new("Looking whose the ids are", done += people.Rows.Count, total));
        }
    }

    /// <summary>Whoever is added to the new database from now on gets a higher id than anybody of the old one.</summary>
    private async Task ReserveIds(CancellationToken stop)
    {
        var next = (await from.Read(session => session.Query(row => row.GetInt64(0), new Step(NextId)), stop)).Single();
        await to.Write(async session => new Written<int>(await session.Run(new Step(RaiseNextId, ("next", next)))), stop);
    }

    private async Task CopyRows(Action<CopyProgress> report, CancellationToken stop)
    {
        var (done, total) = (0L, await _old.Steps(stop));
        await foreach (var page in _old.All(stop))
        {
            if (page.Rows.Count > 0)
                await to.Write(async session => new Written<int>(await Insert(session, page)), stop);
            report(new("Copying", done += page.Steps, total));
        }
    }

    private async Task<IReadOnlyDictionary<string, Checksum>> Compare(bool isThere, Action<CopyProgress> report, CancellationToken stop)
    {
        var old = await Sum(_old, isThere, one => report(one with { Doing = "Reading the old rows again" }), stop);
        var copied = await Sum(_new, isThere, one => report(one with { Doing = "Comparing the new rows" }), stop);
        var differ = old.Keys.Where(table => old[table] != copied[table]).ToList();
        if (differ.Count == 0)
            return old;
        var tables = string.Join(", ", differ.Select(table => $"{table} ({old[table].Rows} rows and {copied[table].Rows})"));
        throw new CopyRefusedException(isThere
            ? $"The new database has this community already, and it is not the same: it differs in {tables}."
            : $"The copy differs from the original in {tables}. No server finds it yet: empty the new database and copy again while no "
                + "server writes to either.");
    }

    private static async Task<Dictionary<string, Checksum>> Sum(
        CommunityRows rows, bool withItself, Action<CopyProgress> report, CancellationToken stop)
    {
        var sums = CommunityRows.Tables.ToDictionary(table => table, _ => default(Checksum));
        var (done, total) = (0L, await rows.Steps(stop));
        await foreach (var page in rows.All(stop))
        {
            sums[page.Table] = sums[page.Table].With(page);
            report(new("", done += page.Steps, total));
        }

        foreach (var page in withItself ? await rows.OfItself(stop) : [])
            sums[page.Table] = default(Checksum).With(page);
        return sums;
    }

    /// <summary>From now on servers find the community here. It is the default one where there was none.</summary>
    private async Task Publish(CancellationToken stop)
    {
        var pages = await _old.OfItself(stop);
        var published = await to.Write(
            async session =>
            {
                var hasDefault = (await session.Query(row => row.GetInt64(0), new Step(DefaultOne))).Single() > 0;
                var (itself, here) = (pages[0], 0);
                var row = itself.Rows[0].Append(hasDefault ? 0L : 1L).ToArray();
                foreach (var page in pages.Skip(1).Append(itself with { Columns = [.. itself.Columns, "is_default"], Rows = [row] }))
                    here += await Insert(session, page);
                var all = here == pages.Sum(page => page.Rows.Count);
                return new Written<bool>(all, Keep: all);
            },
            stop);
        if (!published)
            throw new CopyRefusedException("Since a moment ago the new database has this community, or its hosts or keys: copy again.");
    }

    private static async Task<int> Insert(SqlSession session, RowPage page)
    {
        var inserted = 0;
        foreach (var rows in page.Rows.Chunk(RowsPerTrip))
            inserted += await session.Run([.. rows.Select(row => new Step(InsertInto(page), [.. page.Columns.Zip(row)]))]);
        return inserted;
    }

    private static string InsertInto(RowPage page)
    {
        var (columns, values) = (string.Join(", ", page.Columns), string.Join(", ", page.Columns.Select(column => "@" + column)));
        return s_inserts.GetOrAdd(
            (page.Table, columns), _ => $"INSERT INTO {page.Table} ({columns}) VALUES ({values}) ON CONFLICT DO NOTHING");
    }
}

/// <summary>A community can't be copied, or was not copied faithfully. The message is one sentence for the operator.</summary>
internal sealed class CopyRefusedException(string message) : Exception(message);
