using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// A PostgreSQL server that a test may kill, with everything on that makes it survive (the one that <c>./test</c> starts has fsync off).
/// It runs as the user postgres when the tests run as root, which it refuses to run as.
/// </summary>
internal sealed class PrivatePostgres : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("acquaint-fire-postgres-").FullName;
    private readonly string _programs;
    private readonly int _port = FreePort();

    private PrivatePostgres(string programs) => _programs = programs;

    public string ConnectionString => $"Host=127.0.0.1;Port={_port};Username=acquaint;Database=postgres;Timeout=5";

    private string Data => Path.Combine(_folder, "data");

    public static async Task<PrivatePostgres> Start()
    {
        const string Installed = "/usr/lib/postgresql";
        var programs = Directory.Exists(Installed)
            ? Directory.GetDirectories(Installed).Select(version => Path.Combine(version, "bin")).FirstOrDefault(Directory.Exists)
            : null;
        Assert.SkipWhen(programs is null, $"no PostgreSQL server is installed in {Installed}");
        var postgres = new PrivatePostgres(programs!);
        await postgres.Own(postgres._folder);
        await postgres.Run("initdb", "-D", postgres.Data, "-U", "acquaint", "-A", "trust", "-E", "UTF8", "--no-sync");
        await postgres.StartAgain();
        return postgres;
    }

    /// <summary>Those that it had, if it was killed, may take a moment to be gone.</summary>
    public async Task StartAgain()
    {
        var options = $"-p {_port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=100 -c fsync=on -c synchronous_commit=on";
        var patience = Stopwatch.StartNew();
        while (!await TryRun("pg_ctl", "-D", Data, "-l", Path.Combine(_folder, "log"), "-w", "-t", "60", "start", "-o", options))
        {
            Assert.True(patience.Elapsed < TimeSpan.FromMinutes(1), "PostgreSQL doesn't start again");
            await Task.Delay(100);
        }
    }

    /// <summary>Kills the server; its children see that and go.</summary>
    public async Task Kill()
    {
        var first = (await File.ReadAllLinesAsync(Path.Combine(Data, "postmaster.pid")))[0];
        using var postmaster = Process.GetProcessById(int.Parse(first, CultureInfo.InvariantCulture));
        postmaster.Kill();
        await postmaster.WaitForExitAsync();
    }

    public async Task Execute(params string[] statements)
    {
        await using var source = NpgsqlDataSource.Create($"{ConnectionString};Pooling=false");
        foreach (var sql in statements)
        {
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>Makes a folder the server's own.</summary>
    public async Task Own(string folder)
    {
        if (!Environment.IsPrivilegedProcess)
            return;
        using var chown = Process.Start("chown", ["postgres:postgres", folder]);
        await chown.WaitForExitAsync();
        Assert.Equal(0, chown.ExitCode);
    }

    public async ValueTask DisposeAsync()
    {
        await TryRun("pg_ctl", "-D", Data, "-m", "immediate", "-w", "stop");
        Directory.Delete(_folder, recursive: true);
    }

    private async Task Run(string program, params string[] args) => Assert.True(await TryRun(program, args), $"{program} failed");

    /// <summary>Nobody reads what it says: a server that it starts would hold the pipe open.</summary>
    private async Task<bool> TryRun(string program, params string[] args)
    {
        string[] whole = [Path.Combine(_programs, program), .. args];
        if (Environment.IsPrivilegedProcess)
            whole = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", .. whole];
        var shell = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >/dev/null 2>&1 </dev/null", "sh", .. whole]) { WorkingDirectory = "/" };
        using var process = Process.Start(shell)!;
        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
