using CodeFirst.Hosting.Calls;
using Microsoft.Extensions.Options;

namespace CodeFirst.Hosting.Errors;

/// <summary>Knows the domain of an error: the package of the contract, unless the options name another.</summary>
internal sealed class ErrorDomain(MappedServices services, IOptions<ErrorOptions> options)
{
    private Dictionary<string, string>? _packages;
    private string? _default;

    /// <summary>Returns the domain of a method, named as <c>/package.Service/Method</c>.</summary>
    public string OfMethod(string fullName)
    {
        var end = fullName.LastIndexOf('/');

        return OfService(end > 0 ? fullName[1..end] : null);
    }

    /// <summary>
    /// Returns the domain of a service. One that is not the application's own, such as health, or that does not exist, has the domain of
    /// the application's first.
    /// </summary>
    public string OfService(string? name)
    {
        if (options.Value.Domain is { } domain)
        {
            return domain;
        }

        var packages = LazyInitializer.EnsureInitialized(
            ref _packages, () => services.Own.ToDictionary(service => service.Name, service => Package(service.Name)));

        return name is not null && packages.TryGetValue(name, out var package)
            ? package
            : LazyInitializer.EnsureInitialized(ref _default, () => services.Own.Select(own => Package(own.Name)).FirstOrDefault("grpc"));
    }

    private static string Package(string service)
    {
        var end = service.LastIndexOf('.');

        return end < 0 ? service : service[..end];
    }
}
