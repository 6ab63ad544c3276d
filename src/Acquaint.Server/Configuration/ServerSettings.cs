using Acquaint.Storage;

namespace Acquaint.Server.Configuration;

/// <summary>What an operator decides outside the database: where it is, and the key that signs tokens.</summary>
/// <param name="ConnectionString">The database.</param>
/// <param name="Key">Signs the server's own tokens.</param>
internal sealed record ServerSettings(string ConnectionString, SigningKey Key)
{
    public const string DatabaseVariable = "ACQUAINT_DATABASE";
    public const string SigningKeyVariable = "ACQUAINT_SIGNING_KEY";

    /// <summary>The command line wins over the environment, the environment over the default. A key is made beside the file.</summary>
    public static ServerSettings From(string? database)
    {
        database ??= NonEmpty(DatabaseVariable) ?? Database.DefaultConnectionString();
        if (NonEmpty(SigningKeyVariable) is { } configured)
            return new(database, SigningKey.Of(configured));
        try
        {
            var file = Database.KeyFile(database);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            return new(database, SigningKey.FromFile(file));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new DatabaseException($"The database's folder can't be used: {e.Message}");
        }
    }

    private static string? NonEmpty(string variable) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } value ? value : null;
}
