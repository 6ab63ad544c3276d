namespace Acquaint.Server.Tests.Fire;

/// <summary>How much is fired: little with every <c>./test</c>, much with <c>./test --fire</c>, which sets the variable.</summary>
internal static class Scale
{
    private static readonly bool s_long = Environment.GetEnvironmentVariable("ACQUAINT_FIRE") == "long";

    /// <summary>Fresh pairs per duel, dialect and engine.</summary>
    public static readonly int Pairs = s_long ? 10_000 : 300;

    /// <summary>Actions of each caller of the mix.</summary>
    public static readonly int Actions = s_long ? 1_000 : 160;

    /// <summary>Times that the server is killed, per engine.</summary>
    public static readonly int Kills = s_long ? 40 : 20;

    /// <summary>Times that the database server is killed.</summary>
    public static readonly int DatabaseKills = s_long ? 10 : 3;

    /// <summary>Spoilt calls, per engine.</summary>
    public static readonly int Inputs = s_long ? 60_000 : 20_000;
}
