using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Acquaint.Server.Dialects.Replyke;

/// <summary>A no: its status and its words.</summary>
internal sealed record Fault(int Status, string Code, string Error, string? Field = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Answer.Json(new FaultBody(Error, Code, Field), Status).ExecuteAsync(httpContext);
}

/// <summary>The first part of the codes of an endpoint's unforeseen errors.</summary>
internal sealed record FaultFamily(string Name);

/// <summary>Bodies as this API writes them.</summary>
internal static class Answer
{
    private static readonly ReplykeJson s_json = new(
        new JsonSerializerOptions(ReplykeJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    public static JsonSerializerOptions Options => s_json.Options;

    public static JsonHttpResult<T> Json<T>(T body, int status = StatusCodes.Status200OK) =>
        TypedResults.Json(body, (JsonTypeInfo<T>)s_json.GetTypeInfo(typeof(T))!, statusCode: status);
}

/// <summary>What each refusal of the core is called here.</summary>
internal static class Refused
{
    public static Fault Request(Refusal refusal) => refusal switch
    {
        Refusal.Yourself => Faults.SelfRequest,

        Refusal.NoSuchUser => Faults.NoSuchPair,
        Refusal.YouBlockThem => Faults.BlockedByYou,
        Refusal.Suspended => Faults.Suspended,
        Refusal.AlreadyRequested or Refusal.RequestedByThem => Faults.RequestPending,
        Refusal.AlreadyConnected => Faults.AlreadyConnected,
        Refusal.AskedTooSoon => Faults.RequestDeclined,
        Refusal.NoSuchRequest or Refusal.NotConnected => Faults.AlreadyExists,
        Refusal.TooManyOpenRequests => Faults.TooManyOpenRequests,
        Refusal.TooManyRequestsToday => Faults.TooManyRequestsToday,
        Refusal.TooManyConnections => Faults.ConnectionsFull,
        Refusal.OtherHasTooManyConnections => Faults.UserConnectionsFull,
    };

    public static Fault Accept(Transition refused) => AnswerTo(refused, Faults.OnlyAddresseeAccepts);

    public static Fault Decline(Transition refused) => AnswerTo(refused, Faults.OnlyAddresseeDeclines);

    /// <summary>Ending by id what is neither the viewer's open request nor a connection.</summary>
    public static Fault EndById(Transition refused) => refused.Next.Tie switch
    {
        Tie.Received => Faults.OnlyRequesterWithdraws,
        Tie.None or Tie.Sent or Tie.DeclinedByThem or Tie.DeclinedByMe or Tie.Connected => Faults.NothingToEnd,
    };

    public static Fault EndByUser(Refusal refusal) => refusal switch
    {
        Refusal.Yourself => Faults.SelfDisconnect,
        Refusal.NoSuchUser or Refusal.NoSuchRequest or Refusal.NotConnected => Faults.NothingBetween,
        Refusal.YouBlockThem or Refusal.Suspended or Refusal.AskedTooSoon => Faults.NothingBetween,
        Refusal.AlreadyRequested or Refusal.RequestedByThem or Refusal.AlreadyConnected => Faults.NothingBetween,
        Refusal.TooManyOpenRequests or Refusal.TooManyRequestsToday => Faults.NothingBetween,
        Refusal.TooManyConnections or Refusal.OtherHasTooManyConnections => Faults.NothingBetween,
    };

    public static Fault Block(Refusal refusal) => refusal switch
    {
        Refusal.Yourself => Faults.SelfBlock,
        Refusal.NoSuchUser or Refusal.Suspended => Faults.NobodyToBlock,
        Refusal.YouBlockThem or Refusal.NotConnected or Refusal.NoSuchRequest => Faults.NobodyToBlock,
        Refusal.AlreadyRequested or Refusal.RequestedByThem or Refusal.AlreadyConnected or Refusal.AskedTooSoon => Faults.NobodyToBlock,
        Refusal.TooManyOpenRequests or Refusal.TooManyRequestsToday => Faults.NobodyToBlock,
        Refusal.TooManyConnections or Refusal.OtherHasTooManyConnections => Faults.NobodyToBlock,
    };

    public static Fault Account(string family, AccountFault fault) => fault switch
    {
        AccountFault.InvalidUsername => Faults.Invalid(family, "username"),
        AccountFault.InvalidEmail => Faults.Invalid(family, "email"),
        AccountFault.InvalidPassword => Faults.Invalid(family, "password"),
        AccountFault.UsernameTaken => Faults.UsernameTaken,
        AccountFault.EmailTaken => Faults.EmailTaken,
        AccountFault.ExternalIdTaken => Faults.ForeignIdTaken,
    };

    /// <summary>A party who is not the addressee hears so; a stranger does not even learn that the request exists.</summary>
    private static Fault AnswerTo(Transition refused, Fault notTheAddressee) => refused.Refusal!.Value switch
    {
        Refusal.NoSuchRequest => refused.Next.Tie is Tie.Sent ? notTheAddressee : Faults.NoPendingRequest,
        Refusal.Suspended => Faults.Suspended,
        Refusal.TooManyConnections => Faults.ConnectionsFull,
        Refusal.OtherHasTooManyConnections => Faults.UserConnectionsFull,
        Refusal.Yourself or Refusal.NoSuchUser or Refusal.YouBlockThem => Faults.NoPendingRequest,
        Refusal.AlreadyRequested or Refusal.RequestedByThem or Refusal.AskedTooSoon => Faults.NoPendingRequest,
        Refusal.AlreadyConnected or Refusal.NotConnected => Faults.NoPendingRequest,
        Refusal.TooManyOpenRequests or Refusal.TooManyRequestsToday => Faults.NoPendingRequest,
    };
}
