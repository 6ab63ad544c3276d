using System.Net;
using System.Net.Http.Headers;
using System.Runtime.Versioning;
using Acquaint.Server.Cli;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// A disk that is full, fails, or may not be written: callers are told, nothing that was answered is lost, and it goes on after.
/// </summary>
[SupportedOSPlatform("linux")]
public sealed class DiskTests
{
    private const int Writes = 300;
    private const int Rounds = 3;

    [Fact]
    public async Task On_a_full_disk_sqlite_says_so_serves_readers_and_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 12);
        // Each of its writes needs a page more of the log.
        await FillAndFree(disk, $"Data Source={Path.Combine(disk.Folder, "full.db")}", Words.AreUnavailable);
    }

    [Fact]
    public async Task On_a_full_disk_postgres_says_so_serves_readers_and_goes_on_when_there_is_room()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 40);
        await using var postgres = new PostgresServer();
        await postgres.InitializeAsync();
        await PostgresServer.Own(disk.Folder);
        await postgres.Execute($"CREATE TABLESPACE small LOCATION '{disk.Folder}'");
        await postgres.Execute("CREATE DATABASE small TABLESPACE small");
        await FillAndFree(disk, postgres.ConnectionString("small"), (_, _) => Task.CompletedTask);
    }

    [Fact]
    public async Task Killed_on_a_full_disk_sqlite_starts_again_when_there_is_room_and_has_lost_nothing()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 12);
        var database = $"Data Source={Path.Combine(disk.Folder, "full.db")}";
        var load = await Load.Prepare(database);
        using (var server = await Load.Serve(database))
        {
            await load.Run(server.Url, Writes, mayBeWritten: false, default);
            disk.Fill();
            await load.Run(server.Url, int.MaxValue / 2, mayBeWritten: false, default);
            await server.Kill();
        }

        Words.AreUnavailable(load);
        disk.Free();
        await load.Check();
        await StartsAgain(database, load);
    }

    [Fact]
    public async Task While_its_files_refuse_writes_sqlite_says_so_and_the_same_server_goes_on_when_they_do_not()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 12);
        var database = Path.Combine(disk.Folder, "refusing.db");
        var load = await Load.Prepare($"Data Source={database}");
        using var server = await Load.Serve($"Data Source={database}");
        string[] files = [database, $"{database}-wal"];
        for (var round = 0; round < Rounds; round++)
        {
            var until = load.Answered + Writes;
            var running = load.Run(server.Url, int.MaxValue / 2, mayBeWritten: false, default);
            while (load.Answered < until)
                await Task.Delay(1);
            await disk.Forbid(files, forbidden: true);
            await running;
            Words.AreUnavailable(load);
            await Words.AreUnavailable(server.Url, load);
            await StillReads(server.Url, load);
            await disk.Forbid(files, forbidden: false);
        }

        await load.Run(server.Url, Writes, mayBeWritten: false, default);
        Assert.Empty(load.Faults);
        Assert.Equal(0, await server.Stop());
        await load.Check();
    }

    [Fact]
    public async Task When_the_disk_fails_what_sqlite_had_answered_is_there_after_the_repair()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 12);
        var database = $"Data Source={Path.Combine(disk.Folder, "failing.db")}";
        var load = await Load.Prepare(database);
        using (var server = await Load.Serve(database))
        {
            await load.Run(server.Url, Writes, mayBeWritten: false, default);
            Assert.Empty(load.Faults);
            await disk.Fail();
            await load.Run(server.Url, int.MaxValue / 2, mayBeWritten: false, default);
            Words.AreUnavailable(load);
            await Words.AreUnavailable(server.Url, load);
            await server.Kill();
        }

        await disk.Repair();
        await load.Check();
        await StartsAgain(database, load);
    }

    [Fact]
    public async Task In_a_folder_that_may_not_be_written_the_program_refuses_to_start_in_one_sentence()
    {
        await using var disk = await SmallDisk.Mount(megabytes: 12);
        var database = $"Data Source={Path.Combine(disk.Folder, "kept.db")}";
        var load = await Load.Prepare(database);
        await disk.MakeReadOnly();
        var ran = await ServerProcess.Run("serve", "--database", database);
        Assert.Equal((ExitCode.Database, ""), (ran.ExitCode, ran.Output));
        Assert.StartsWith("acquaint: The database", ran.Error, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', ran.Error);
        await disk.Repair();
        await StartsAgain(database, load);
    }

    /// <param name="sure">Asked when the load has hit the end: a database may have room for this write and none for that.</param>
    private static async Task FillAndFree(SmallDisk disk, string database, Func<Uri, Load, Task> sure)
    {
        var load = await Load.Prepare(database);
        using var server = await Load.Serve(database);
        await load.Run(server.Url, Writes, mayBeWritten: false, default);
        Assert.Empty(load.Faults);

        disk.Fill();
        // There may be room left in the database's own files; it runs out.
        await load.Run(server.Url, int.MaxValue / 2, mayBeWritten: false, default);
        Words.AreUnavailable(load);
        await sure(server.Url, load);
        await StillReads(server.Url, load);

        disk.Free();
        await load.Run(server.Url, Writes, mayBeWritten: false, default);
        Assert.Empty(load.Faults);
        Assert.Equal(0, await server.Stop());
        await load.Check();
    }

    private static async Task StartsAgain(string database, Load load)
    {
        using var server = await Load.Serve(database);
        await load.Run(server.Url, Writes, mayBeWritten: false, default);
        await load.Check();
        Assert.Empty(load.Faults);
    }

    private static async Task StillReads(Uri url, Load load)
    {
        using var http = new HttpClient { BaseAddress = url };
        using var list = new HttpRequestMessage(HttpMethod.Get, $"/api/v2/user/{load.Reader.Id}/connections/");
        list.Headers.Authorization = new AuthenticationHeaderValue("Bearer", load.Tokens[(load.Reader.Id, Load.Dialect)]);
        using var answer = await http.SendAsync(list);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }
}
