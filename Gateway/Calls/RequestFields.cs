using System.Text.Json.Serialization.Metadata;

namespace CodeFirst.Gateway.Calls;

/// <summary>Says where each field of a route's request comes from. The OpenAPI document asks it too.</summary>
internal static class RequestFields
{
    public static IEnumerable<RequestField> Of(RpcRoute route, JsonTypeInfo request)
    {
        var inPath = route.PathFields;
        if (inPath.Except(request.Properties.Select(property => property.Name)).FirstOrDefault() is { } unknown)
        {
            throw new InvalidOperationException($"{route.Verb} {route.Path}: {request.Type.Name} has no field {unknown}.");
        }

        var others = route.HasBody ? RequestSource.Body : RequestSource.Query;

        return request.Properties.Select(property => inPath.Contains(property.Name)
            ? new RequestField(property, RequestSource.Path, header: null)
            : new RequestField(property, others, RequestHeaders.Of(route, property.Name)));
    }
}
