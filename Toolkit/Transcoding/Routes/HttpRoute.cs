using Google.Protobuf.Reflection;

namespace CodeFirst.Transcoding.Routes;

/// <summary>One way to call a method over HTTP.</summary>
/// <param name="Verb">The HTTP method, such as GET; <c>*</c> for every one.</param>
/// <param name="Path">The path.</param>
/// <param name="Method">The method.</param>
/// <param name="Body">What the body is: empty for none, <c>*</c> for the message, or the name of one of its fields.</param>
/// <param name="ResponseBody">What the body of the answer is: empty for the message, or the name of one of its fields.</param>
/// <param name="Binding">0 for the rule of the method, and 1, 2 and so on for its additional bindings.</param>
/// <param name="Answer">What the answer says besides the message.</param>
internal sealed record HttpRoute(
    string Verb, PathTemplate Path, MethodDescriptor Method, string Body, string ResponseBody, int Binding, HttpAnswer Answer)
{
    public bool HasBody => Body.Length > 0;

    public override string ToString() => $"{Verb} {Path}";
}
