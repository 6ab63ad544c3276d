using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Acquaint.Server.Configuration;

/// <summary>
/// Sends metrics and traces by OTLP when <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where to; the exporter reads the other standard
/// <c>OTEL_…</c> variables itself. Without it nothing is collected.
/// </summary>
internal sealed class Telemetry : IDisposable
{
    private readonly MeterProvider? _meters;
    private readonly TracerProvider? _traces;

    public Telemetry()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable("OTEL_EXPORTER_OTLP_ENDPOINT")))
            return;
        // The framework's spans carry routes and statuses only when asked to.
        AppContext.SetSwitch("Microsoft.AspNetCore.Hosting.SuppressActivityOpenTelemetryData", false);
        var resource = ResourceBuilder.CreateDefault().AddService("acquaint").AddEnvironmentVariableDetector();
        _meters = Sdk.CreateMeterProviderBuilder()
            .SetResourceBuilder(resource)
            .AddMeter("Microsoft.AspNetCore.*", "System.Runtime", "Npgsql", Measures.MeterName)
            .AddOtlpExporter()
            .Build();
        _traces = Sdk.CreateTracerProviderBuilder()
            .SetResourceBuilder(resource)
            .AddSource("Microsoft.AspNetCore", "Npgsql")
            .AddOtlpExporter()
            .Build();
    }

    /// <summary>Sends what is still held.</summary>
    public void Dispose()
    {
        _traces?.Dispose();
        _meters?.Dispose();
    }
}
