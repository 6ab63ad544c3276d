using System.Diagnostics;
using System.Text;

namespace Acquaint.Server.Tests;

/// <summary>What a finished run of the program said.</summary>
public readonly record struct Ran(int ExitCode, string Output, string Error);

/// <summary>The program as an operator starts it: a process of its own.</summary>
public sealed class ServerProcess : IDisposable
{
    private static readonly string s_program = Path.Combine(AppContext.BaseDirectory, "acquaint.dll");
    private const string Key = "the tests' own signing key, thirty-two characters";
    private readonly Process _process;

    private ServerProcess(Process process, Uri? url, string before = "")
    {
        _process = process;
        Url = url ?? new Uri("http://127.0.0.1");
        Before = before;
        // Read away so that the pipes never fill.
        Output = process.StandardOutput.ReadToEndAsync();
        Errors = process.StandardError.ReadToEndAsync();
    }

    /// <summary>What servers over one PostgreSQL share; without it each would make a key in the home of whoever runs the tests.</summary>
    public static IReadOnlyDictionary<string, string> Shared { get; } =
        new Dictionary<string, string> { [ServerSettings.SigningKeyVariable] = Key };

    internal static SigningKey SigningKey => SigningKey.Of(Key);

    public Uri Url { get; }

    /// <summary>The most memory that the process has held at once, bytes.</summary>
    public long LargestMemory
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64;
        }
    }

    public bool IsRunning => !_process.HasExited;

    /// <summary>What the server printed before where it listens.</summary>
    public string Before { get; }

    /// <summary>What the server prints after where it listens; known when it has ended.</summary>
    public Task<string> Output { get; }

    /// <summary>What the server prints as errors; known when it has ended.</summary>
    public Task<string> Errors { get; }

    /// <summary>Runs a verb to its end.</summary>
    public static Task<Ran> Run(params string[] args) => Run(new Dictionary<string, string>(), args);

    public static async Task<Ran> Run(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        using var process = Start(args, environment);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return new(process.ExitCode, (await output).TrimEnd(), (await error).TrimEnd());
    }

    /// <summary>Starts a verb and doesn't wait for it.</summary>
    public static ServerProcess StartVerb(params string[] args) => new(Start(args, new Dictionary<string, string>()), null);

    /// <summary>Starts a server on a free port and returns when it says where it listens.</summary>
    public static Task<ServerProcess> Serve(params string[] args) => Serve(new Dictionary<string, string>(), args);

    public static async Task<ServerProcess> Serve(IReadOnlyDictionary<string, string> environment, params string[] args)
    {
        var process = Start([.. args, "--urls", "http://127.0.0.1:0"], environment);
        const string Greeting = "Acquaint listens on ";
        var before = new StringBuilder();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(Greeting, StringComparison.Ordinal))
                return new(process, new Uri(line[Greeting.Length..]), before.ToString());
            before.AppendLine(line);
        }

        throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Ends the process as a power cut would: nothing is finished, nothing is flushed.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Asks the process to stop, as an operator or a service manager does, and returns its exit code.</summary>
    public async Task<int> Stop()
    {
        using var kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private static Process Start(string[] args, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo("dotnet", [s_program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        start.Environment.Remove(ServerSettings.DatabaseVariable);
        start.Environment.Remove(ServerSettings.SigningKeyVariable);
        // Tests call thousands of times from one address.
        start.Environment[RateLimits.Variable] = "off";
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
