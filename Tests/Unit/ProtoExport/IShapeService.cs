using System.ServiceModel;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Unit.ProtoExport;

/// <summary>Every shape of method.</summary>
[ServiceContract(Name = "test.shapes.v1.ShapeService")]
public interface IShapeService
{
    /// <summary>One for one. Returns <see cref="Shape"/> by <see cref="Shape.Id"/>; see <see cref="WatchAsync"/>.</summary>
    [OperationContract(Name = "Get")]
    ValueTask<Shape> GetAsync(ShapeRequest request, CallContext context = default);

    [OperationContract(Name = "Watch")]
    IAsyncEnumerable<Shape> WatchAsync(ShapeRequest request, CancellationToken cancellationToken = default);

    [OperationContract(Name = "Upload")]
    Task<Shape> UploadAsync(IAsyncEnumerable<Shape> shapes, CallContext context = default);

    [OperationContract(Name = "Chat")]
    IAsyncEnumerable<Shape> ChatAsync(IAsyncEnumerable<Shape> shapes, CallContext context = default);

    [OperationContract(Name = "Reset")]
    Task ResetAsync();
}
