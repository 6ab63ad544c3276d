namespace Acquaint.Server.Dialects.Replyke;

/// <summary>Every list in version 7 (docs/dialects/replyke.md, "Version 7").</summary>
internal sealed record DataList<T>(IReadOnlyList<T> Data, DataPagination Pagination);

/// <summary>Where a page stands in its list, in version 7.</summary>
internal sealed record DataPagination(long Page, int PageSize, long TotalPages, int TotalItems, bool HasMore);

/// <summary>Both pending lists in version 6 ("Get Current User Received Pending Requests" of its documentation).</summary>
internal sealed record RequestList(IReadOnlyList<PendingRequest> Requests, Pagination Pagination);

/// <summary>The lists of connections in version 6 (docs/dialects/replyke.md, "Endpoints").</summary>
internal sealed record ConnectionList(IReadOnlyList<EstablishedConnection> Connections, Pagination Pagination);

/// <summary>The people whom the viewer blocks, in version 6.</summary>
internal sealed record BlockList(IReadOnlyList<BlockedUser> Blocks, Pagination Pagination);

/// <summary>Where a page stands in its list, in version 6 (docs/dialects/replyke.md, "Paging").</summary>
internal sealed record Pagination(long CurrentPage, long TotalPages, int TotalCount, bool HasNextPage, bool HasPreviousPage, int Limit);
