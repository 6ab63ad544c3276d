using Xunit;

namespace Acquaint.Core.Tests;

public sealed class RelationRulesTests
{
    private static readonly DateTimeOffset s_now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly RequestId s_oldId = new(Guid.Parse("018f0000-0000-7000-8000-000000000001"));
    private static readonly RequestId s_newId = new(Guid.Parse("018f0000-0000-7000-8000-000000000002"));

    private static readonly CommunityRules s_strict = new() { DeclinePolicy = DeclinePolicy.Strict };

    public static TheoryData<Tie> EachTie() => [.. Enum.GetValues<Tie>()];

    /// <summary>Every cell of the table in the comment of RelationRules: tie, action, outcome.</summary>
    public static TheoryData<Tie, RelationAction, string> Table()
    {
        var cells = new TheoryData<Tie, RelationAction, string>();
        var rows = File.ReadLines(Path.Combine(Repository.Root, "src/Acquaint.Core/Relations/RelationRules.cs"))
            .Where(line => line.StartsWith("/// | ", StringComparison.Ordinal))
            .Select(line => line["/// | ".Length..^1].Split('|', StringSplitOptions.TrimEntries))
            .ToList();
        var actions = rows[0][1..].Select(Enum.Parse<RelationAction>).ToList();
        foreach (var row in rows.Skip(1))
        {
            foreach (var (action, outcome) in actions.Zip(row[1..]))
                cells.Add(Enum.Parse<Tie>(row[0]), action, outcome.Split(' ')[0]);
        }

        return cells;
    }

    [Fact]
    public void The_table_has_a_cell_for_every_tie_and_every_action_but_blocks() =>
        Assert.Equal(Enum.GetValues<Tie>().Length * (Enum.GetValues<RelationAction>().Length - 2), Table().Count);

    [Theory]
    [MemberData(nameof(Table))]
    public void The_code_does_what_the_table_says(Tie tie, RelationAction action, string outcome)
    {
        var before = In(tie);
        var after = Apply(before, action);
        if (outcome.StartsWith('!'))
        {
            Assert.Equal(Enum.Parse<Refusal>(outcome[1..]), after.Refusal);
            Assert.Same(before, after.Next);
            Assert.Null(after.Change);
            return;
        }

        Assert.Null(after.Refusal);
        Assert.Equal(Enum.Parse<Tie>(outcome), after.Next.Tie);
        Assert.Equal(before != after.Next, after.Change is not null);
        Assert.Equal(after.Next.Tie is Tie.None, after.Next.Request is null);
    }

    [Theory]
    [MemberData(nameof(EachTie))]
    public void Blocking_ends_every_tie_and_unblocking_brings_nothing_back(Tie tie)
    {
        var blocked = Apply(In(tie), RelationAction.Block);
        Assert.Equal(ChangeKind.Blocked, blocked.Change);
        Assert.Equal(new Relation(IBlockedAt: s_now), blocked.Next);
        Assert.Equal(Relation.Blank, Apply(blocked.Next, RelationAction.Unblock).Next);
    }

    [Theory]
    [MemberData(nameof(EachTie))]
    public void Both_sides_see_the_mirror_whoever_looks(Tie tie) => Assert.Equal(In(tie), In(tie).Mirror().Mirror());

    [Fact]
    public void While_one_blocks_nothing_else_goes_on_and_to_the_blocked_there_is_nobody()
    {
        var mine = new Relation(IBlockedAt: s_now);
        foreach (var action in Enum.GetValues<RelationAction>().Except([RelationAction.Block, RelationAction.Unblock]))
            Assert.Equal(Refusal.YouBlockThem, Apply(mine, action).Refusal);
        foreach (var action in Enum.GetValues<RelationAction>())
            Assert.Equal(new Transition(mine.Mirror(), Refusal.NoSuchUser), Apply(mine.Mirror(), action));
    }

    [Fact]
    public void Where_both_block_each_can_lift_their_own()
    {
        var both = new Relation(IBlockedAt: s_now, TheyBlockedAt: s_now);
        Assert.False(both.ViewerIsBlocked);
        Assert.Equal(Refusal.YouBlockThem, Apply(both, RelationAction.Request).Refusal);
        var one = Apply(both, RelationAction.Unblock).Next;
        Assert.True(one.ViewerIsBlocked);
        Assert.Equal(Relation.Blank, Apply(one.Mirror(), RelationAction.Unblock).Next);
    }

    [Theory]
    [InlineData(RelationAction.Block)]
    [InlineData(RelationAction.Unblock)]
    public void Blocking_and_unblocking_twice_change_nothing_the_second_time(RelationAction action)
    {
        var once = Apply(new Relation(IBlockedAt: s_now - TimeSpan.FromDays(1)), action).Next;
        var twice = Apply(once, action);
        Assert.Equal(once, twice.Next);
        Assert.Null(twice.Change);
    }

    [Fact]
    public void A_decline_makes_the_requester_wait_and_the_wait_survives_a_withdrawal()
    {
        var rules = new CommunityRules { AskAgainAfter = TimeSpan.FromDays(7) };
        var declined = RelationRules.Apply(In(Tie.Received), new(RelationAction.Decline), s_now, rules).Next.Mirror();
        Assert.Equal(s_now + TimeSpan.FromDays(7), declined.AskAgainAt);
        Assert.Equal(Refusal.AskedTooSoon, Apply(declined, RelationAction.Request).Refusal);
        var withdrawn = Apply(declined, RelationAction.Withdraw).Next;
        Assert.Equal(new Relation(AskAgainAt: s_now + TimeSpan.FromDays(7)), withdrawn);
        Assert.Equal(Refusal.AskedTooSoon, Apply(withdrawn, RelationAction.RequestOrAccept).Refusal);
    }

    [Fact]
    public void The_wait_is_over_at_the_very_moment_it_names()
    {
        var waiting = new Relation(AskAgainAt: s_now);
        Assert.Equal(Tie.Sent, Apply(waiting, RelationAction.Request).Next.Tie);
        var still = waiting with { AskAgainAt = s_now + TimeSpan.FromMicroseconds(1) };
        Assert.Equal(Refusal.AskedTooSoon, Apply(still, RelationAction.Request).Refusal);
    }

    [Fact]
    public void A_community_can_forbid_asking_again_for_ever()
    {
        var rules = new CommunityRules { AskAgainAfter = null };
        var declined = RelationRules.Apply(In(Tie.Received), new(RelationAction.Decline), s_now, rules).Next.Mirror();
        Assert.Equal(Relation.Never, declined.AskAgainAt);
        var ask = RelationRules.Apply(declined, new(RelationAction.Request), s_now.AddYears(1000), rules);
        Assert.Equal(Refusal.AskedTooSoon, ask.Refusal);
    }

    [Fact]
    public void The_wait_goes_when_the_other_side_asks_or_a_connection_forms_or_the_decline_is_taken_back()
    {
        var decliner = Apply(In(Tie.Received), RelationAction.Decline).Next;
        Assert.Null(Apply(decliner, RelationAction.Request).Next.TheyAskAgainAt);
        Assert.Null(Apply(decliner, RelationAction.Accept).Next.TheyAskAgainAt);
        Assert.Null(Apply(decliner, RelationAction.Restore).Next.TheyAskAgainAt);
    }

    [Fact]
    public void Discarding_a_decline_launders_nothing()
    {
        var rules = new CommunityRules { AskAgainAfter = TimeSpan.FromDays(7) };
        var decliner = RelationRules.Apply(In(Tie.Received), new(RelationAction.Decline), s_now, rules).Next;
        var discarded = Apply(decliner, RelationAction.Discard).Next;
        Assert.Equal(new Relation(TheyAskAgainAt: s_now + TimeSpan.FromDays(7)), discarded);
        Assert.Equal(Refusal.AskedTooSoon, Apply(discarded.Mirror(), RelationAction.Request).Refusal);
        Assert.Equal(Tie.Sent, Apply(discarded, RelationAction.Request).Next.Tie);
    }

    [Fact]
    public void Discarding_is_for_declined_requests_whoever_acts_on_open_ones_only() =>
        Assert.Null(RelationRules.Apply(In(Tie.DeclinedByMe), new(RelationAction.Discard, OpenOnly: true), s_now, new()).Refusal);

    [Theory]
    [InlineData(Tie.DeclinedByMe, RelationAction.Request, Refusal.AskedTooSoon)]
    [InlineData(Tie.DeclinedByMe, RelationAction.RequestOrAccept, Refusal.AskedTooSoon)]
    [InlineData(Tie.DeclinedByThem, RelationAction.Request, Refusal.AskedTooSoon)]
    [InlineData(Tie.DeclinedByThem, RelationAction.RequestOrAccept, Refusal.AskedTooSoon)]
    [InlineData(Tie.DeclinedByThem, RelationAction.Withdraw, Refusal.NoSuchRequest)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Discard, Refusal.NoSuchRequest)]
    public void Where_declines_are_final_neither_side_asks_or_deletes(Tie tie, RelationAction action, Refusal refusal)
    {
        var refused = RelationRules.Apply(In(tie), new(action, s_newId), s_now, s_strict);
        Assert.Equal(refusal, refused.Refusal);
        Assert.Equal(In(tie), refused.Next);
    }

    [Fact]
    public void Where_declines_are_final_the_wait_of_one_whose_request_is_deleted_never_ends()
    {
        var waited = new Relation(AskAgainAt: s_now - TimeSpan.FromDays(1));
        Assert.Equal(Refusal.AskedTooSoon, RelationRules.Apply(waited, new(RelationAction.Request, s_newId), s_now, s_strict).Refusal);
        Assert.Null(RelationRules.Apply(waited.Mirror(), new(RelationAction.Request, s_newId), s_now, s_strict).Refusal);
    }

    [Theory]
    [InlineData(Tie.None, RelationAction.Request, Tie.Sent)]
    [InlineData(Tie.Sent, RelationAction.Withdraw, Tie.None)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Accept, Tie.Connected)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Restore, Tie.Received)]
    public void Where_declines_are_final_everything_else_goes_on(Tie tie, RelationAction action, Tie next) =>
        Assert.Equal(next, RelationRules.Apply(In(tie), new(action, s_newId), s_now, s_strict).Next.Tie);

    [Fact]
    public void A_new_request_has_the_new_id_the_message_and_the_time()
    {
        var sent = RelationRules.Apply(In(Tie.DeclinedByMe), new(RelationAction.Request, s_newId, "hello"), s_now, new());
        Assert.Equal(new Request(s_newId, ByMe: true, "hello", s_now, AnsweredAt: null), sent.Next.Request);
        Assert.Equal(ChangeKind.RequestSent, sent.Change);
    }

    [Fact]
    public void A_connection_keeps_the_id_message_and_time_of_its_request()
    {
        var received = In(Tie.Received);
        var connected = Apply(received, RelationAction.Accept).Next;
        Assert.Equal(received.Request! with { AnsweredAt = s_now }, connected.Request);
    }

    [Fact]
    public void Restoring_reopens_the_very_same_request()
    {
        var received = In(Tie.Received);
        Assert.Equal(received, Apply(Apply(received, RelationAction.Decline).Next, RelationAction.Restore).Next);
    }

    [Fact]
    public void A_command_on_one_request_leaves_another_alone()
    {
        var command = new RelationCommand(RelationAction.Accept, Of: s_newId);
        Assert.Equal(Refusal.NoSuchRequest, RelationRules.Apply(In(Tie.Received), command, s_now, new()).Refusal);
        Assert.Null(RelationRules.Apply(In(Tie.Received), command with { Of = s_oldId }, s_now, new()).Refusal);
    }

    [Theory]
    [InlineData(Tie.DeclinedByMe, RelationAction.Accept)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Decline)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Restore)]
    [InlineData(Tie.DeclinedByThem, RelationAction.Withdraw)]
    public void To_those_who_act_on_open_requests_only_a_declined_one_is_no_more(Tie tie, RelationAction action) =>
        Assert.Equal(
            Refusal.NoSuchRequest, RelationRules.Apply(In(tie), new(action, OpenOnly: true), s_now, new()).Refusal);

    [Theory]
    [InlineData(Tie.None, RelationAction.Request, ChangeKind.RequestSent)]
    [InlineData(Tie.Received, RelationAction.RequestOrAccept, ChangeKind.RequestAccepted)]
    [InlineData(Tie.Received, RelationAction.Accept, ChangeKind.RequestAccepted)]
    [InlineData(Tie.Received, RelationAction.Decline, ChangeKind.RequestDeclined)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Restore, ChangeKind.RequestRestored)]
    [InlineData(Tie.Sent, RelationAction.Withdraw, ChangeKind.RequestWithdrawn)]
    [InlineData(Tie.Connected, RelationAction.Disconnect, ChangeKind.Disconnected)]
    [InlineData(Tie.DeclinedByMe, RelationAction.Discard, ChangeKind.DeclineDiscarded)]
    [InlineData(Tie.Connected, RelationAction.Block, ChangeKind.Blocked)]
    public void What_happened_is_named(Tie tie, RelationAction action, ChangeKind kind) =>
        Assert.Equal(kind, Apply(In(tie), action).Change);

    [Theory]
    [InlineData(Tie.None, null)]
    [InlineData(Tie.Sent, ChangeKind.RequestWithdrawn)]
    [InlineData(Tie.Received, ChangeKind.RequestWithdrawn)]
    [InlineData(Tie.DeclinedByThem, null)]
    [InlineData(Tie.DeclinedByMe, ChangeKind.RequestWithdrawn)]
    [InlineData(Tie.Connected, ChangeKind.Disconnected)]
    public void Nothing_is_left_of_the_deleted_and_the_other_hears_what_goes_from_their_lists(Tie tie, ChangeKind? heard)
    {
        var purged = RelationRules.Purge(In(tie) with { AskAgainAt = s_now, TheyAskAgainAt = s_now });
        Assert.Equal(new Transition(Relation.Blank, Change: heard), purged);
        Assert.Equal(Relation.Blank, RelationRules.Purge(new(IBlockedAt: s_now, TheyBlockedAt: s_now)).Next);
    }

    [Fact]
    public void However_two_people_walk_their_relation_stays_whole()
    {
        var random = new Random(20260301);
        var actions = Enum.GetValues<RelationAction>();
        var (relation, now, requests) = (Relation.Blank, s_now, new HashSet<RequestId>());
        for (var step = 0; step < 100_000; step++)
        {
            now += TimeSpan.FromHours(random.Next(48));
            var command = new RelationCommand(actions[random.Next(actions.Length)], new(new Guid(step, 0, 0, new byte[8])));
            var after = RelationRules.Apply(relation, command, now, new());
            if (after.Change is ChangeKind.RequestSent)
                Assert.True(requests.Add(after.Next.Request!.Id));
            AssertWhole(after.Next);
            // The store writes what becomes another relation: nothing else may have happened.
            Assert.Equal(after.Change is null, after.Next == relation);
            relation = random.Next(2) == 0 ? after.Next : after.Next.Mirror();
        }

        Assert.True(requests.Count > 1000);
    }

    private static void AssertWhole(Relation relation)
    {
        Assert.Equal(relation.Tie is Tie.None, relation.Request is null);
        Assert.False(relation.HasBlock && relation.Tie is not Tie.None);
        Assert.False(relation.Tie is Tie.Connected && (relation.AskAgainAt ?? relation.TheyAskAgainAt) is not null);
        if (relation.Request is not { } request)
            return;
        Assert.Equal(relation.Tie is Tie.Sent or Tie.Received, request.AnsweredAt is null);
        if (relation.Tie is not Tie.Connected)
            Assert.Equal(relation.Tie is Tie.Sent or Tie.DeclinedByThem, request.ByMe);
    }

    private static Transition Apply(Relation before, RelationAction action) =>
        RelationRules.Apply(before, new(action, s_newId), s_now, new());

    /// <summary>A relation in this tie whose ask-again times have passed.</summary>
    private static Relation In(Tie tie)
    {
        if (tie is Tie.None)
            return Relation.Blank;
        DateTimeOffset? answered = tie is Tie.Sent or Tie.Received ? null : s_now - TimeSpan.FromDays(1);
        var byMe = tie is Tie.Sent or Tie.DeclinedByThem;
        return new(tie, new(s_oldId, byMe, "hi", s_now - TimeSpan.FromDays(2), answered));
    }
}
