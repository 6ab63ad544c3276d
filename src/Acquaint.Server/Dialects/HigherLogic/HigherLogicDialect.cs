using Acquaint.Core;

namespace Acquaint.Server.Dialects.HigherLogic;

internal sealed class HigherLogicDialect : IDialect
{
    public string Name => "higherlogic";

    public bool Owns(PathString path) => false;

    public void Map(IEndpointRouteBuilder routes)
    {
    }

    public Task<int?> Admit(HttpContext http, bool mustSignIn) => Task.FromResult<int?>(null);

    public Task WriteFault(HttpContext http) => Task.CompletedTask;

    public string IssueToken(Community community, User user) => "";
}
