namespace Acquaint.Core;

/// <summary>What an action is decided from, all of it read where it is carried out.</summary>
/// <param name="Relation">As the viewer sees it.</param>
/// <param name="People">
/// Whoever of the two exists; null while they are not read yet. Then a refusal is asked for again, and what is allowed is taken back if
/// they forbid it.
/// </param>
public sealed record Pair(Relation Relation, IReadOnlyDictionary<UserId, PersonFacts>? People);

/// <summary>What the rules of connections ask of a person.</summary>
public readonly record struct PersonFacts(CommunityId Community, UserStatus Status, DateTimeOffset CreatedAt);

/// <summary>What an action comes to, unless it is beyond the quotas.</summary>
public readonly record struct Decision(Transition Transition, Quotas Quotas);

/// <summary>Somebody, and how the viewer stands to them.</summary>
public sealed record Counterpart(User User, Relation Relation);
