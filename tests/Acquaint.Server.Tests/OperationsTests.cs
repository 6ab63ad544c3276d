using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Xunit;

namespace Acquaint.Server.Tests;

/// <summary>What an operator watches: health, metrics, traces, a clean stop.</summary>
public sealed class OperationsTests(TestServer server)
{
    [Theory]
    [InlineData("/health/live")]
    [InlineData("/health/ready")]
    public async Task A_server_with_its_database_is_live_and_ready(string path)
    {
        using var answer = await server.Http.GetAsync(new Uri(path, UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_server_whose_schema_another_program_changed_is_live_but_not_ready()
    {
        await using var database = TestDatabase.OnSqlite();
        using var process = await ServerProcess.Serve("--database", database.ConnectionString);
        using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(database.ConnectionString))
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schema_migrations (version, name) VALUES (9999, 'future')";
            command.ExecuteNonQuery();
        }

        using var http = new HttpClient { BaseAddress = process.Url };
        Assert.Equal(HttpStatusCode.OK, (await http.GetAsync(new Uri("/health/live", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await http.GetAsync(new Uri("/health/ready", UriKind.Relative))).StatusCode);
        Assert.Equal(0, await process.Stop());
    }

    [Fact]
    public async Task Changes_are_counted_by_kind_and_refusals_by_reason()
    {
        var counted = new ConcurrentBag<(string Instrument, object? Tag)>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, it) =>
        {
            if (instrument.Meter.Name == Measures.MeterName)
                it.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, _, tags, _) => counted.Add((instrument.Name, tags[0].Value)));
        listener.Start();
        var (ann, bob) = (await server.Person("ann"), await server.Person("bob"));
        await server.Connected(ann, bob);
        await server.Connections.Act(server.Viewer(ann), bob.Id, new RelationCommand(RelationAction.Request), default);
        Assert.Contains(("acquaint.changes", (object?)"RequestSent"), counted);
        Assert.Contains(("acquaint.changes", (object?)"RequestAccepted"), counted);
        Assert.Contains(("acquaint.refusals", (object?)"AlreadyConnected"), counted);
    }

    [Fact]
    public async Task Metrics_and_traces_go_where_the_operator_says()
    {
        var received = new ConcurrentDictionary<string, string>();
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{signal}", async (string signal, HttpRequest request) =>
        {
            using var body = new MemoryStream();
            await request.Body.CopyToAsync(body);
            received[signal] = received.GetValueOrDefault(signal) + Encoding.Latin1.GetString(body.ToArray());
        });
        await collector.StartAsync();

        await using var database = TestDatabase.OnSqlite();
        var environment = new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = collector.Urls.First(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        };
        using var process = await ServerProcess.Serve(environment, "--database", database.ConnectionString);
        using var http = new HttpClient { BaseAddress = process.Url };
        await http.GetAsync(new Uri("/health/ready", UriKind.Relative));

        // What is still held is sent at the end.
        Assert.Equal(0, await process.Stop());
        Assert.Contains("acquaint.sqlite.waiting_writes", received["metrics"], StringComparison.Ordinal);
        Assert.Contains("http.server.request.duration", received["metrics"], StringComparison.Ordinal);
        Assert.Contains("/health/ready", received["traces"], StringComparison.Ordinal);
    }
}
