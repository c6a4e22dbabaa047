namespace CodeFirst.Annotations;

/// <summary>
/// Promises that a method only reads: calling it changes nothing on the server. A caller may then retry a call that failed, send a second
/// call before the first has its response, and cache the response.
/// </summary>
/// <remarks>
/// Put it on the method of the contract's interface. CodeFirst.ProtoExport writes <c>option idempotency_level = NO_SIDE_EFFECTS;</c>
/// into the .proto file and the descriptor set. CodeFirst.Calling retries such a call when the server is unavailable, and retries no
/// other call that may have reached the server. Includes the promise of <see cref="IdempotentAttribute"/>: a method with both has no side
/// effects. Removing the promise breaks callers, and the exporter's breaking-change check reports that.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class NoSideEffectsAttribute : Attribute;
