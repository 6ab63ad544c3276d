using Acquaint.Core;

namespace Acquaint.Server.Dialects.Replyke;

internal sealed class ReplykeDialect : IDialect
{
    public string Name => "replyke";

    public bool Owns(PathString path) => false;

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    public Task<int?> Admit(HttpContext http, bool mustSignIn) => Task.FromResult<int?>(null);

    public Task WriteFault(HttpContext http) => Task.CompletedTask;

    public string IssueToken(Community community, User user) => "";
}
