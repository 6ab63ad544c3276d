namespace Acquaint.Core.Tests;

internal static class Repository
{
    /// <summary>The folder that holds the solution: tests read the sources they hold to their word.</summary>
    public static string Root { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Acquaint.slnx")))
            folder = folder.Parent ?? throw new InvalidOperationException("The tests run outside their repository.");
        return folder.FullName;
    }
}
