using CodeFirst.Transcoding.Descriptors;
using Microsoft.Extensions.Options;

namespace CodeFirst.Transcoding.Calls;

/// <summary>What calls with JSON need.</summary>
internal sealed class JsonMethodParts(
    ContractDescriptors contracts, PlanSource plans, ServicePipeline pipeline, IServiceScopeFactory scopes, IOptions<TranscodingOptions> options)
{
    public ContractDescriptors Contracts { get; } = contracts;

    public PlanSource Plans { get; } = plans;

    public ServicePipeline Pipeline { get; } = pipeline;

    public IServiceScopeFactory Scopes { get; } = scopes;

    public TranscodingOptions Options { get; } = options.Value;
}
