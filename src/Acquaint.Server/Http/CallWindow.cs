using System.Diagnostics.CodeAnalysis;
using System.Threading.RateLimiting;

namespace Acquaint.Server.Http;

/// <summary>How many calls a window has seen, how many it permits, and when it is over.</summary>
internal readonly record struct CallCount(int Permits, int Calls, DateTimeOffset Until);

/// <summary>
/// A window of fixed length that begins with its first call, as the original's does. The framework's own begins whenever it was made,
/// doesn't say when it ends, and can't be tested without waiting.
/// </summary>
internal sealed class CallWindow(int permits, TimeSpan length, TimeProvider clock) : RateLimiter
{
    public static readonly MetadataName<CallCount> Count = new("count");
    private readonly Lock _lock = new();
    private DateTimeOffset _until = clock.GetUtcNow();
    private int _calls;

    /// <summary>Since when the window is over; the framework drops those that have been for a while.</summary>
    public override TimeSpan? IdleDuration
    {
        get
        {
            lock (_lock)
                return clock.GetUtcNow() - _until is { Ticks: > 0 } idle ? idle : null;
        }
    }

    public override RateLimiterStatistics? GetStatistics() => null;

    protected override RateLimitLease AttemptAcquireCore(int permitCount)
    {
        lock (_lock)
        {
            var now = clock.GetUtcNow();
            if (now >= _until)
                (_until, _calls) = (now + length, 0);
            // Not without end: whoever keeps calling must not overflow it.
            _calls = Math.Min(_calls + 1, permits + 1);
            return new WindowLease(_calls <= permits, new(permits, _calls, _until));
        }
    }

    protected override ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken) =>
        new(AttemptAcquireCore(permitCount));
}

/// <summary>One call's place in its window.</summary>
internal sealed class WindowLease(bool isAcquired, CallCount count) : RateLimitLease
{
    public override bool IsAcquired => isAcquired;
    public override IEnumerable<string> MetadataNames => [CallWindow.Count.Name];

    public override bool TryGetMetadata(string metadataName, [NotNullWhen(true)] out object? metadata)
    {
        metadata = metadataName == CallWindow.Count.Name ? count : null;
        return metadata is not null;
    }
}
