using System.Reflection;
using System.Text.Json.Nodes;

namespace Acquaint.Server.Dialects.Kit;

/// <summary>An endpoint's operation with all that is known of it: told there, true of all in its dialect, said by its type.</summary>
internal sealed class ToldOperation
{
    private const string UrlEncoded = "application/x-www-form-urlencoded";

    private readonly Documentation _about;
    private readonly List<IOperationPart> _parts;

    public ToldOperation(RouteEndpoint endpoint, Documentation about)
    {
        Operation = endpoint.Metadata.GetMetadata<Operation>()!;
        IsOpen = endpoint.IsOpen();
        _about = about;
        _parts = [.. about.Common(endpoint), .. Operation.Parts];
        Body = _parts.OfType<Takes>().Select(Sent).LastOrDefault();
        Responses = [.. ReturnOf(endpoint) == typeof(Fault) ? [] : new[] { Success(endpoint) }, .. Faults()];
    }

    public Operation Operation { get; }

    public bool IsOpen { get; }

    /// <summary>What is told last of a name holds.</summary>
    public IReadOnlyList<Argument> Arguments => [.. _parts.OfType<Argument>().Reverse().DistinctBy(one => (one.Name, one.In)).Reverse()];

    /// <summary>What clients send; null when no body is looked at.</summary>
    public Sample? Body { get; }

    /// <summary>What it answers, refusals included, each status once.</summary>
    public IReadOnlyList<Response> Responses { get; }

    private Sample Sent(Takes takes)
    {
        var sample = _about.Show(takes.Example) with { Required = takes.Required };
        return takes.Form is { } form ? sample with { Texts = new Dictionary<string, string> { [UrlEncoded] = form } } : sample;
    }

    private Response Success(RouteEndpoint endpoint)
    {
        var gives = _parts.OfType<Gives>().LastOrDefault();
        var body = gives?.Example ?? ExampleOf(endpoint);
        if (body is null)
            return new(gives?.Status ?? StatusCodes.Status204NoContent, gives?.Description ?? "Done.");
        return new(gives?.Status ?? StatusCodes.Status200OK, gives?.Description ?? "Done.", Shown(body));
    }

    private static Type? ReturnOf(RouteEndpoint endpoint)
    {
        var returned = endpoint.Metadata.GetMetadata<MethodInfo>()?.ReturnType;
        return returned is { IsGenericType: true } && returned.GetGenericTypeDefinition() == typeof(Task<>)
            ? returned.GetGenericArguments()[0]
            : returned;
    }

    /// <summary>The dialect's example of what the handler returns, or null where that has no body.</summary>
    private object? ExampleOf(RouteEndpoint endpoint)
    {
        var returned = ReturnOf(endpoint);
        if (returned is not { IsGenericType: true } || returned.GetGenericTypeDefinition() != typeof(Answer<>))
            return null;
        var type = returned.GetGenericArguments()[0];
        return _about.Examples.FirstOrDefault(type.IsInstanceOfType)
            ?? throw new InvalidOperationException($"{endpoint.DisplayName}: there is no example of {type}.");
    }

    private IEnumerable<Response> Faults() =>
        from fault in _parts.OfType<Fault>()
        group fault by fault.Status into same
        orderby same.Key
        let when = string.Join(", ", same.Select(one => one.When).Where(text => text.Length > 0).Distinct())
        select new Response(same.Key, when.Length == 0 ? "Refused." : when, Shown(same.Last().Body));

    private Sample Shown(object body) => body is PlainText text
        ? new Sample(text.Text) { JsonTypes = [], Texts = new Dictionary<string, string> { [text.MediaType] = text.Text } }
        : _about.Show(body is JsonNode node ? node.DeepClone() : body);
}
