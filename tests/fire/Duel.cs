using Acquaint.Server.Tests.Dialects;

namespace Acquaint.Server.Tests.Fire;

internal enum Won
{
    First,
    Second,

    /// <summary>Both calls were done, which one order of them allows.</summary>
    Both,
}

/// <summary>The two people of one bout. Where the duel begins with a request, Ann has asked Bob.</summary>
internal sealed record Bout(Person Ann, Person Bob, RequestId Request);

/// <summary>What a bout came to: what the callers were told, how Ann stands to Bob, and what each was told of the other.</summary>
internal sealed record Outcome(Said First, Said Second, Relation Relation, string AnnHears, string BobHears);

/// <summary>How a bout may end: what it would have come to, had its calls come one after the other.</summary>
internal sealed record Ending(Won Won, Tie Tie, ChangeKind[] AnnHears, ChangeKind[] BobHears)
{
    public bool AnnBlocks { get; init; }

    /// <summary>Why both calls could be done.</summary>
    public string? Note { get; init; }

    public bool Fits(Outcome seen) =>
        IsSaid(seen.First, Won is not Won.Second)
        && IsSaid(seen.Second, Won is not Won.First)
        && seen.Relation.Tie == Tie
        && seen.Relation.TheyBlockedAt is null
        && AnnBlocks == seen.Relation.IBlockedAt is not null
        && seen.AnnHears == Words(AnnHears)
        && seen.BobHears == Words(BobHears);

    /// <summary>In no order: ids are made before the pair is locked.</summary>
    public static string Words(IEnumerable<ChangeKind> kinds) => string.Join(' ', kinds.Order());

    private static bool IsSaid(Said said, bool done) => (int)said.Status is > 0 and < 500 && (said.Done || said.DidAnother) == done;
}

/// <summary>Two calls about one pair that can't both have their way, released at the same instant.</summary>
internal sealed record Duel(string Name, string First, string Second)
{
    /// <summary>Whether Ann has asked Bob before.</summary>
    public bool BeginsAsked { get; init; } = true;

    public required Func<IDialectDriver, Bout, Task<Said>> CallFirst { get; init; }

    public required Func<IDialectDriver, Bout, Task<Said>> CallSecond { get; init; }

    /// <summary>The legal endings when the first call is made in one dialect, the second in another or the same.</summary>
    public required Func<IDialectDriver, IDialectDriver, Ending[]> Endings { get; init; }

    private static Duel Crossed => new("crossed requests", "Ann asks", "Bob asks")
    {
        BeginsAsked = false,
        CallFirst = (dialect, bout) => dialect.Request(bout.Ann, bout.Bob),
        CallSecond = (dialect, bout) => dialect.Request(bout.Bob, bout.Ann),
        Endings = (first, second) =>
        [
            second.ConnectsCrossed
                ? new(Won.Both, Tie.Connected, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent]) { Note = LaterAskIsAYes }
                : new(Won.First, Tie.Sent, [], [ChangeKind.RequestSent]),
            first.ConnectsCrossed
                ? new(Won.Both, Tie.Connected, [ChangeKind.RequestSent], [ChangeKind.RequestAccepted]) { Note = LaterAskIsAYes }
                : new(Won.Second, Tie.Received, [ChangeKind.RequestSent], []),
        ],
    };

    private static Duel AcceptOrWithdraw => new("accept against withdraw", "Bob accepts", "Ann withdraws")
    {
        CallFirst = (dialect, bout) => dialect.Accept(bout.Bob, bout.Ann, bout.Request),
        CallSecond = (dialect, bout) => dialect.Withdraw(bout.Ann, bout.Bob),
        Endings = (_, second) =>
        [
            new(Won.First, Tie.Connected, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent]),
            new(Won.Second, Tie.None, [], [ChangeKind.RequestSent, ChangeKind.RequestWithdrawn]),
            .. second.EndsWhateverThereIs
                ? new[]
                {
                    new Ending(Won.Both, Tie.None, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent, ChangeKind.Disconnected])
                    {
                        Note = "where one verb ends whatever there is, coming after the acceptance it ends the connection and says so",
                    },
                }
                : [],
        ],
    };

    private static Duel AskTwice => new("the same request twice", "Ann asks", "Ann asks")
    {
        BeginsAsked = false,
        CallFirst = (dialect, bout) => dialect.Request(bout.Ann, bout.Bob),
        CallSecond = (dialect, bout) => dialect.Request(bout.Ann, bout.Bob),
        Endings = (_, _) => EitherAlone(Tie.Sent, [], [ChangeKind.RequestSent]),
    };

    private static Duel AcceptTwice => new("accept twice", "Bob accepts", "Bob accepts")
    {
        CallFirst = (dialect, bout) => dialect.Accept(bout.Bob, bout.Ann, bout.Request),
        CallSecond = (dialect, bout) => dialect.Accept(bout.Bob, bout.Ann, bout.Request),
        Endings = (_, _) => EitherAlone(Tie.Connected, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent]),
    };

    private static Duel AcceptOrBlock => new("accept against block", "Bob accepts", "Ann blocks")
    {
        CallFirst = (dialect, bout) => dialect.Accept(bout.Bob, bout.Ann, bout.Request),
        CallSecond = (dialect, bout) => dialect.Block(bout.Ann, bout.Bob),
        Endings = (_, _) =>
        [
            new(Won.Second, Tie.None, [], [ChangeKind.RequestSent, ChangeKind.Blocked]) { AnnBlocks = true },
            new(Won.Both, Tie.None, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent, ChangeKind.Blocked])
            {
                AnnBlocks = true,
                Note = "a block after the acceptance ends the connection",
            },
        ],
    };

    private static Duel AcceptOrDecline => new("accept against decline", "Bob accepts", "Bob declines")
    {
        CallFirst = (dialect, bout) => dialect.Accept(bout.Bob, bout.Ann, bout.Request),
        CallSecond = (dialect, bout) => dialect.Decline(bout.Bob, bout.Ann, bout.Request),
        Endings = (first, _) =>
        [
            new(Won.First, Tie.Connected, [ChangeKind.RequestAccepted], [ChangeKind.RequestSent]),
            first.AcceptsTheDeclined
                ? new(Won.Both, Tie.Connected, [ChangeKind.RequestDeclined, ChangeKind.RequestAccepted], [ChangeKind.RequestSent])
                {
                    Note = "where what was declined can be accepted, the decline came first",
                }
                : new(Won.Second, Tie.DeclinedByThem, [ChangeKind.RequestDeclined], [ChangeKind.RequestSent]),
        ],
    };

    private const string LaterAskIsAYes = "where crossed requests connect, the later is a yes to the earlier";

    public static IReadOnlyList<Duel> All { get; } = [Crossed, AcceptOrWithdraw, AskTwice, AcceptTwice, AcceptOrBlock, AcceptOrDecline];

    private static Ending[] EitherAlone(Tie tie, ChangeKind[] annHears, ChangeKind[] bobHears) =>
        [new(Won.First, tie, annHears, bobHears), new(Won.Second, tie, annHears, bobHears)];
}
