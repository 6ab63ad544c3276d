using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>
/// A PostgreSQL server of a test's own, from the system's binaries, on a port and a socket of its own, with passwords: to be walled off,
/// killed, promoted and thrown away.
/// </summary>
public sealed class PostgresServer : IAsyncLifetime
{
    private const string User = "acquaint";
    private const string Password = "secret";

    // Where Debian puts them, outside the path.
    private static readonly string s_programs = Directory.EnumerateDirectories("/usr/lib/postgresql").OrderBy(Version).Last() + "/bin";

    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-pg-").FullName;
    private readonly int _port = FreePort();
    private bool _killed;

    /// <summary>Whether what it answered survives the machine too; most tests would only wait for the disk.</summary>
    internal bool IsDurable { get; init; }

    private string Data => Path.Combine(_folder, "data");

    private string Uri => $"postgresql://{User}:{Password}@127.0.0.1:{_port}/postgres";

    /// <summary>Starts it, with an empty database <c>acquaint</c>.</summary>
    public async ValueTask InitializeAsync()
    {
        var password = Path.Combine(_folder, "password");
        await File.WriteAllTextAsync(password, Password);
        await Own(_folder);
        await Run("initdb", "-D", Data, "-U", User, "-A", "scram-sha-256", "--pwfile", password, "-E", "UTF8", "--no-sync");
        await Launch();
        await Execute($"CREATE DATABASE {User}", "postgres");
    }

    /// <summary>A hot standby of this server; from now on no write is answered before the standby has it.</summary>
    public async Task<PostgresServer> Standby()
    {
        var standby = new PostgresServer();
        await Own(standby._folder);
        await Run("pg_basebackup", "-D", standby.Data, "-R", "-X", "stream", "-c", "fast", "--no-sync", "-d", Uri);
        await standby.Launch();
        await Execute("ALTER SYSTEM SET synchronous_standby_names = '*'");
        await Execute("SELECT pg_reload_conf()");
        while (await Ask("SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'") == 0)
            await Task.Delay(20);
        return standby;
    }

    public string ConnectionString(string database = User, string password = Password) =>
        $"Host=127.0.0.1;Port={_port};Username={User};Password={password};Database={database}";

    /// <summary>A connection string that names several servers.</summary>
    public static string ConnectionString(params PostgresServer[] servers) =>
        $"Host={string.Join(',', servers.Select(one => $"127.0.0.1:{one._port}"))};Username={User};Password={Password};Database={User}";

    public async Task Execute(string sql, string database = User)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString(database));
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<long> Ask(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString());
        await using var command = source.CreateCommand(sql);
        return (long)(await command.ExecuteScalarAsync())!;
    }

    /// <summary>What an operator calls the database.</summary>
    public string Name => $"{User} at 127.0.0.1:{_port}";

    /// <summary>Ends the server and every process of it as a power cut would.</summary>
    public void Kill()
    {
        _killed = true;
        var postmaster = int.Parse(File.ReadLines(Path.Combine(Data, "postmaster.pid")).First(), CultureInfo.InvariantCulture);
        int[] all = [postmaster, .. ChildrenOf(postmaster)];
        foreach (var id in all)
        {
            try
            {
                Process.GetProcessById(id).Kill();
            }
            catch (ArgumentException)
            {
                // It ended with the one before it.
            }
        }
    }

    /// <summary>Starts it once more on what it left behind when it was killed.</summary>
    internal async Task Restart()
    {
        // Those who were killed may take a moment to end, and a server refuses to start beside them.
        const int Patience = 100;
        for (var left = Patience; ; left--)
        {
            try
            {
                await Launch();
                _killed = false;
                return;
            }
            catch (InvalidOperationException) when (left > 0)
            {
                await Task.Delay(100);
            }
        }
    }

    /// <summary>The standby becomes a primary.</summary>
    public Task Promote() => Run("pg_ctl", "-D", Data, "-s", "-w", "promote");

    public async ValueTask DisposeAsync()
    {
        if (!_killed)
            await Run("pg_ctl", "-D", Data, "-s", "-m", "immediate", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private Task Launch() => Run(
        "pg_ctl", "-D", Data, "-s", "-w", "-l", Path.Combine(_folder, "log"), "start",
        "-o", $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c fsync={(IsDurable ? "on" : "off")} -c max_connections=50");

    /// <summary>PostgreSQL refuses to run as root, so its files belong to somebody else.</summary>
    internal static async Task Own(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var chown = Process.Start("chown", ["-R", "postgres:", folder]);
        await chown.WaitForExitAsync();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task Run(string program, params string[] args)
    {
        string[] asPostgres = Environment.IsPrivilegedProcess
            ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
            : [];
        string[] line = [.. asPostgres, Path.Combine(s_programs, program), .. args];
        // Not redirected: the server that pg_ctl leaves behind would hold the pipe.
        var quiet = program is "initdb";
        using var process = Process.Start(new ProcessStartInfo(line[0], line[1..]) { RedirectStandardOutput = quiet })!;
        if (quiet)
            await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    private static IEnumerable<int> ChildrenOf(int parent) =>
        from folder in Directory.EnumerateDirectories("/proc")
        where int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out _)
        let stat = Path.Combine(folder, "stat")
        where File.Exists(stat)
        let fields = File.ReadAllText(stat)
        where fields[(fields.LastIndexOf(')') + 2)..].Split(' ')[1] == parent.ToString(CultureInfo.InvariantCulture)
        select int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture);

    private static int Version(string folder) =>
        int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var version) ? version : 0;
}
