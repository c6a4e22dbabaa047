using CodeFirst.ProtoExport.Documentation;
using CodeFirst.ProtoExport.Problems;
using CodeFirst.ProtoExport.Routes;
using CodeFirst.ProtoExport.Tools;
using Google.Protobuf.Reflection;

namespace CodeFirst.ProtoExport.Reading;

/// <summary>Reads services, and through their methods the messages they use.</summary>
internal sealed class ServiceReader(
    PayloadReader payloads, CommentBook comments, ProblemList problems, RouteBook routes, ToolBook tools)
{
    public void Read(IReadOnlyList<ServedService> services, FileBook files)
    {
        foreach (var service in services)
        {
            Read(service, files.OfPackage(service.Package));
        }

        foreach (var operation in services.SelectMany(service => service.Operations))
        {
            payloads.ReportRefused(operation);
        }
    }

    private void Read(ServedService service, FileDescriptorProto file)
    {
        var descriptor = new ServiceDescriptorProto { Name = Naming.SimpleNameOf(service.Name) };
        file.Service.Add(descriptor);
        comments.Describe(descriptor, service.Contract, descriptor.Name);
        if (Deprecation.IsOn(service.Contract))
        {
            descriptor.Options = new ServiceOptions { Deprecated = true };
        }

        foreach (var operation in service.Operations)
        {
            var method = Read(operation, file);
            descriptor.Method.Add(method);
            routes.Add(method, operation.Path, operation.Method);
            tools.Add(method, operation.Path, operation.Method, service.Contract);
            CheckPath(operation, $"/{Naming.FullName(file.Package, descriptor.Name)[1..]}/{method.Name}");
        }
    }

    private MethodDescriptorProto Read(Operation operation, FileDescriptorProto file)
    {
        var method = new MethodDescriptorProto
        {
            Name = operation.Name,
            InputType = payloads.ReferTo(operation.Request, operation, file),
            OutputType = payloads.ReferTo(operation.Response, operation, file),
        };
        if (Deprecation.IsOn(operation.Method))
        {
            method.Options = new MethodOptions { Deprecated = true };
        }

        if (Idempotency.Of(operation.Method) is not MethodOptions.Types.IdempotencyLevel.IdempotencyUnknown and var level)
        {
            method.Options ??= new MethodOptions();
            method.Options.IdempotencyLevel = level;
        }

        // Set only when true: an explicit false is another descriptor than protoc makes.
        if (operation.Request.IsStream)
        {
            method.ClientStreaming = true;
        }

        if (operation.Response.IsStream)
        {
            method.ServerStreaming = true;
        }

        comments.Describe(method, operation.Method, operation.Name);
        if (payloads.NoteOn(operation) is { } note)
        {
            comments.Note(method, note);
        }

        return method;
    }

    // Callers make the path of the names in the file, and the server answers no other.
    private void CheckPath(Operation operation, string exported)
    {
        if (exported != operation.Path)
        {
            problems.Add(
                ProblemCodes.InvalidName,
                operation.Method,
                $"is served at {operation.Path}, and callers of the .proto would call {exported}.",
                "Name the service and the method with letters, digits and _.");
        }
    }
}
