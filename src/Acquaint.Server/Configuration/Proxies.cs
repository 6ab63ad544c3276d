using System.Net;
using Microsoft.AspNetCore.HttpOverrides;

namespace Acquaint.Server.Configuration;

/// <summary>
/// Which reverse proxies are believed when they say whom they forward for (X-Forwarded-For, -Proto, -Host): those on this machine, and
/// those that the operator names. Anybody else could choose their own address and so escape limits per address.
/// </summary>
internal static class Proxies
{
    public const string Variable = "ACQUAINT_PROXIES";

    /// <summary>Addresses and networks separated by commas. Throws <see cref="FormatException"/>.</summary>
    public static ForwardedHeadersOptions Trusted()
    {
        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto | ForwardedHeaders.XForwardedHost,
        };
        const StringSplitOptions Tidy = StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries;
        foreach (var proxy in (Environment.GetEnvironmentVariable(Variable) ?? "").Split(',', Tidy))
        {
            if (proxy.Contains('/', StringComparison.Ordinal))
                options.KnownIPNetworks.Add(System.Net.IPNetwork.Parse(proxy));
            else
                options.KnownProxies.Add(IPAddress.Parse(proxy));
        }

        return options;
    }
}
