using System.Text;
using CodeFirst.Transcoding.Descriptors;
using CodeFirst.Transcoding.Routes;
using Microsoft.OpenApi;
using ServiceDescriptor = Google.Protobuf.Reflection.ServiceDescriptor;

namespace CodeFirst.Transcoding.OpenApi;

/// <summary>Makes the OpenAPI document of the routes of contracts.</summary>
internal sealed class DocumentBuilder
{
    private const string BearerToken = "bearer";

    // OpenAPI 3.1 knows these alone.
    private static readonly string[] Verbs = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"];

    private readonly TranscodingOptions _options;
    private readonly ReferenceOptions _reference;
    private readonly FieldNames _names;
    private readonly OpenApiDocument _document = new() { Paths = [], Components = new OpenApiComponents { Schemas = new Dictionary<string, IOpenApiSchema>() } };
    private readonly Dictionary<string, DocumentPath> _paths = [];
    private readonly HashSet<string> _ids = [];

    private DocumentBuilder(TranscodingOptions options, ReferenceOptions reference)
    {
        _options = options;
        _reference = reference;
        _names = new FieldNames(options.WritesProtoNames);
    }

    public static OpenApiDocument Build(ContractDescriptors contracts, TranscodingOptions options, ReferenceOptions reference)
    {
        var builder = new DocumentBuilder(options, reference);
        builder.Add(contracts);
        reference.Configure?.Invoke(builder._document);

        return builder._document;
    }

    private void Add(ContractDescriptors contracts)
    {
        var services = contracts.Services.Select(service => (Service: service, Routes: RoutesOf(service))).Where(one => one.Routes.Count > 0).ToList();
        var schemas = new Schemas(_document, _names, _options);
        var errorKey = schemas.KeyOf("Error", "(errors)");
        _document.Components!.Schemas![errorKey] = ErrorSchema.Of(_options.Errors);
        var examples = new Examples(_reference);
        var parameters = new Parameters(schemas, _names, examples, _options);
        var operations = new Operations(_document, schemas, parameters, examples, errorKey, _options, _reference.NeedsToken);
        AddHead(services.ConvertAll(one => one.Service));
        foreach (var route in services.SelectMany(one => one.Routes))
        {
            Add(route, operations);
        }
    }

    private List<HttpRoute> RoutesOf(ServiceDescriptor service) =>
    [
        .. service.Methods.SelectMany(method => HttpRoutes.Of(method) is { Count: > 0 } routes ? routes
            : _options.ServesMethodsWithoutRoute ? [HttpRoutes.Unrouted(method)]
            : []),
    ];

    private void AddHead(List<ServiceDescriptor> services)
    {
        _document.Info = new OpenApiInfo
        {
            Title = _reference.Title ?? (services.Count > 0 ? string.Join(", ", services.Select(service => Words(service.Name))) : "API"),
            Version = _reference.Version,
            Description = _reference.Description
                ?? string.Join("\n\n", services.Select(service => Comments.Of(service)).Where(comment => comment.Length > 0)),
        };
        _document.Servers = [.. _reference.Servers.DefaultIfEmpty("/").Select(url => new OpenApiServer { Url = url })];
        _document.Tags = services
            .DistinctBy(service => service.Name)
            .Select(service => new OpenApiTag { Name = service.Name, Description = Comments.Of(service) is { Length: > 0 } comment ? comment : null })
            .ToHashSet();
        _document.Security = [new OpenApiSecurityRequirement()]; // an empty one: nothing is asked for
        if (_reference.NeedsToken)
        {
            _document.AddComponent(
                BearerToken, new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", BearerFormat = "JWT" });
            _document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(BearerToken, _document)] = [] }];
        }
    }

    private void Add(HttpRoute route, Operations operations)
    {
        // A route of every verb is told once, as what it most likely is called with.
        var verb = route.Verb == "*" ? (route.HasBody ? "POST" : "GET") : route.Verb;
        if (!Verbs.Contains(verb))
        {
            return;
        }

        var path = DocumentPath.Of(route.Path, _names, route.Method.InputType);
        if (!_paths.TryGetValue(path.Shape, out var first))
        {
            _paths.Add(path.Shape, first = path);
            _document.Paths[path.Text] = new OpenApiPathItem();
        }

        var item = (OpenApiPathItem)_document.Paths[first.Text];
        var method = new HttpMethod(verb);
        if (item.Operations?.ContainsKey(method) != true)
        {
            var spelling = first.Parameters.Select(parameter => parameter.Name).ToList();
            item.AddOperation(method, operations.Describe(route, IdOf(route), path, spelling));
        }
    }

    // GetBook, and GetBook_2 for its second route; a service of a package before it if another has the name already.
    private string IdOf(HttpRoute route)
    {
        var suffix = route.Binding == 0 ? "" : $"_{route.Binding + 1}";
        string[] candidates =
        [
            $"{route.Method.Name}{suffix}",
            $"{route.Method.Service.Name}_{route.Method.Name}{suffix}",
            $"{route.Method.FullName.Replace('.', '_')}{suffix}",
        ];

        return Array.Find(candidates, _ids.Add) ?? throw new InvalidOperationException($"The route {route} is in the contract twice.");
    }

    // OrderService is "Order service".
    private static string Words(string name)
    {
        var words = new StringBuilder();
        for (var i = 0; i < name.Length; i++)
        {
            var startsWord = i > 0 && char.IsAsciiLetterUpper(name[i]) && i + 1 < name.Length && char.IsAsciiLetterLower(name[i + 1]);
            words.Append(startsWord ? $" {char.ToLowerInvariant(name[i])}" : name[i].ToString());
        }

        return words.ToString();
    }
}
