using System.Diagnostics;
using System.Runtime.Versioning;
using Xunit;

namespace Acquaint.Server.Tests.Fire;

/// <summary>
/// A file system of its own in a file, small enough to fill and ours to make read-only. Mounting takes root; a test that can't have one
/// is skipped and says so.
/// </summary>
[SupportedOSPlatform("linux")]
internal sealed class SmallDisk : IAsyncDisposable
{
    private readonly string _place = Directory.CreateTempSubdirectory("acquaint-fire-disk-").FullName;

    private SmallDisk()
    {
    }

    public string Folder => Path.Combine(_place, "mounted");

    private string Image => Path.Combine(_place, "image");

    private string Filler => Path.Combine(Folder, "filler");

    public static async Task<SmallDisk> Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess, "a disk of its own must be mounted by root");
        var disk = new SmallDisk();
        // A database server looks in as another user.
        File.SetUnixFileMode(disk._place, File.GetUnixFileMode(disk._place) | UnixFileMode.OtherExecute);
        Directory.CreateDirectory(disk.Folder);
        using (var image = File.Create(disk.Image))
            image.SetLength(megabytes * 1024L * 1024);
        var made = await Run("mkfs.ext4", "-q", "-m", "0", disk.Image) ?? await disk.MountAgain();
        if (made is null)
            return disk;
        await disk.DisposeAsync();
        Assert.Skip($"this machine mounts no file systems from files: {made}");
        return disk;
    }

    /// <summary>Takes what room there is.</summary>
    public void Fill()
    {
        using var filler = File.Create(Filler);
        // By page, so that not the least is left.
        var page = new byte[4096];
        try
        {
            while (true)
            {
                filler.Write(page);
                filler.Flush();
            }
        }
        catch (IOException)
        {
            // No room is what was asked for.
        }
    }

    public void Free() => File.Delete(Filler);

    /// <summary>Makes every write of these files fail, also where they are open, until that is taken back. What was synced stays.</summary>
    public async Task Forbid(IEnumerable<string> files, bool forbidden)
    {
        foreach (var file in files)
            Assert.Null(await Run("chattr", forbidden ? "+i" : "-i", file));
    }

    /// <summary>
    /// As the kernel does when a disk fails: from now on every write fails, also of files that are open. Only while nobody writes: a sync
    /// that is under way at this moment may be reported done and not be, whatever the program.
    /// </summary>
    public async Task Fail() => Assert.Null(await Run("mount", "-o", "remount,abort", Folder));

    /// <summary>Takes files that are not open away from writers.</summary>
    public async Task MakeReadOnly() => Assert.Null(await Run("mount", "-o", "remount,ro", Folder));

    /// <summary>As after a repair: nothing is left in memory.</summary>
    public async Task Repair()
    {
        Assert.Null(await Run("umount", Folder));
        Assert.Null(await MountAgain());
    }

    public async ValueTask DisposeAsync()
    {
        await Run("umount", Folder);
        Directory.Delete(_place, recursive: true);
    }

    private Task<string?> MountAgain() => Run("mount", "-o", "loop", Image, Folder);

    /// <summary>Null, or what the program complained of.</summary>
    private static async Task<string?> Run(string program, params string[] args)
    {
        var start = new ProcessStartInfo(program, args)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var process = Process.Start(start)!;
        var (said, complained) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? null : $"{program}: {await said}{await complained}";
    }
}
