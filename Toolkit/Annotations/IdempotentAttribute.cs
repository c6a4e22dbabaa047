namespace CodeFirst.Annotations;

/// <summary>
/// Promises that calling a method twice with the same request does what calling it once does, and that the second call does not fail
/// because of the first. A caller may then retry a call without knowing whether it arrived.
/// </summary>
/// <remarks>
/// Put it on the method of the contract's interface. CodeFirst.ProtoExport writes <c>option idempotency_level = IDEMPOTENT;</c> into
/// the .proto file and the descriptor set. CodeFirst.Calling retries such a call when the server is unavailable. The promise holds for
/// every request: omit the attribute if only some are safe to retry, such as those with a request id. Use
/// <see cref="NoSideEffectsAttribute"/> for a method that only reads. Removing the promise breaks callers, and the exporter's
/// breaking-change check reports that.
/// </remarks>
[AttributeUsage(AttributeTargets.Method, Inherited = false)]
public sealed class IdempotentAttribute : Attribute;
