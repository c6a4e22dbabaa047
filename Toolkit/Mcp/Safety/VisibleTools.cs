using CodeFirst.Mcp.Tools;
using Microsoft.AspNetCore.Authorization;

namespace CodeFirst.Mcp.Safety;

/// <summary>Finds the tools that a caller may call, by what is said about the gRPC endpoints of their methods.</summary>
internal static class VisibleTools
{
    public static async ValueTask<IReadOnlyCollection<ContractTool>> ToAsync(HttpContext context, ToolSet tools)
    {
        var authorization = context.RequestServices.GetService<IAuthorizationService>();
        var policies = context.RequestServices.GetService<IAuthorizationPolicyProvider>();
        if (authorization is null || policies is null)
        {
            return tools.All;
        }

        var visible = new List<ContractTool>();
        foreach (var tool in tools.All)
        {
            if (tool.Method.Endpoint is not { } endpoint || await MayCallAsync(context, endpoint, authorization, policies))
            {
                visible.Add(tool);
            }
        }

        return visible;
    }

    // As the middleware of ASP.NET Core decides it.
    private static async ValueTask<bool> MayCallAsync(
        HttpContext context, Endpoint endpoint, IAuthorizationService authorization, IAuthorizationPolicyProvider policies)
    {
        if (endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null)
        {
            return true;
        }

        var policy = await AuthorizationPolicy.CombineAsync(
            policies,
            endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>(),
            endpoint.Metadata.GetOrderedMetadata<AuthorizationPolicy>());
        var requirements = endpoint.Metadata.GetOrderedMetadata<IAuthorizationRequirementData>();
        if (requirements.Count > 0)
        {
            var more = new AuthorizationPolicyBuilder();
            foreach (var requirement in requirements.SelectMany(data => data.GetRequirements()))
            {
                more.Requirements.Add(requirement);
            }

            policy = policy is null ? more.Build() : AuthorizationPolicy.Combine(policy, more.Build());
        }

        return policy is null || (await authorization.AuthorizeAsync(context.User, context, policy)).Succeeded;
    }
}
