using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Json;

/// <summary>A field of a message, or of a message in it, such as <c>page.size</c>. Made once for each variable of a route.</summary>
internal sealed class FieldPath(FieldPlan[] steps)
{
    public FieldPlan[] Steps { get; } = steps;

    /// <summary>Gets the names of the .proto with dots between them.</summary>
    public string Text { get; } = string.Join('.', steps.Select(step => step.Name));

    public FieldPlan Leaf => Steps[^1];

    public FieldDescriptor Field => Leaf.Descriptor;
}
