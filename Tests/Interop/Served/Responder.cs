using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.Loader;
using Grpc.Core;
using ProtoBuf.Grpc;

namespace CodeFirst.Tests.Interop.Served;

/// <summary>
/// Implements every service of a contract: it takes whatever a method takes, notes it in the <see cref="Exchange"/>, and returns what
/// the exchange says.
/// </summary>
public class Responder : DispatchProxy
{
    /// <summary>One object that is all these services.</summary>
    public static object Create(IReadOnlyCollection<Type> services)
    {
        // References of the types that are made here are resolved in the context of the contract.
        using var scope = AssemblyLoadContext.GetLoadContext(services.First().Assembly)!.EnterContextualReflection();
        var all = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName($"All.{Guid.NewGuid():N}"), AssemblyBuilderAccess.Run)
            .DefineDynamicModule("All")
            .DefineType("IAll", TypeAttributes.Interface | TypeAttributes.Abstract | TypeAttributes.Public);
        foreach (var service in services)
        {
            all.AddInterfaceImplementation(service);
        }

        return DispatchProxy.Create(all.CreateType(), typeof(Responder));
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var exchange = Exchange.Current ?? throw new InvalidOperationException($"{targetMethod} is called outside of an exchange.");
        var received = ReceiveAsync(exchange, args!);
        var writer = args!.SingleOrDefault(arg => ItemOf(arg?.GetType(), typeof(IServerStreamWriter<>)) is not null);
        return writer is null ? Return(targetMethod!.ReturnType, exchange, received) : WriteAsync(exchange, received, writer);
    }

    private static async Task ReceiveAsync(Exchange exchange, object?[] args)
    {
        foreach (var arg in args)
        {
            var type = arg?.GetType();
            if (arg is null or CallContext or CancellationToken or ServerCallContext or CallOptions
                || ItemOf(type, typeof(IServerStreamWriter<>)) is not null)
            {
                continue;
            }

            if (arg is Stream content)
            {
                using var copy = new MemoryStream();
                await content.CopyToAsync(copy);
                exchange.Received.Add(copy.ToArray());
            }
            else if (ItemOf(type, typeof(IAsyncEnumerable<>)) is { } item)
            {
                await (Task)Call(nameof(ReadAllAsync), item, exchange, arg)!;
            }
            else if (ItemOf(type, typeof(IObservable<>)) is { } observed)
            {
                await (Task)Call(nameof(ObserveAllAsync), observed, exchange, arg)!;
            }
            else if (ItemOf(type, typeof(IAsyncStreamReader<>)) is { } read)
            {
                await (Task)Call(nameof(ReadAllAsync), read, exchange, Call(nameof(Enumerate), read, arg)!)!;
            }
            else
            {
                exchange.Received.Add(arg);
            }
        }
    }

    private static object? Return(Type type, Exchange exchange, Task received)
    {
        if (type == typeof(Task))
        {
            return received;
        }

        if (type == typeof(ValueTask))
        {
            return new ValueTask(received);
        }

        if (type.IsGenericType && type.GetGenericTypeDefinition() is var form && (form == typeof(Task<>) || form == typeof(ValueTask<>)))
        {
            return Call(form == typeof(Task<>) ? nameof(RespondAsync) : nameof(Respond), type.GenericTypeArguments[0], exchange, received);
        }

        if (ItemOf(type, typeof(IAsyncEnumerable<>)) is { } item)
        {
            return Call(nameof(StreamAsync), item, exchange, received);
        }

        if (ItemOf(type, typeof(IObservable<>)) is { } observed)
        {
            return Call(nameof(Observable), observed, exchange, received);
        }

        received.GetAwaiter().GetResult();
        return type == typeof(void) ? null : ResultOf(type, exchange);
    }

    private static object ResultOf(Type type, Exchange exchange) => typeof(Stream).IsAssignableFrom(type)
        ? new MemoryStream([.. exchange.Responses.SelectMany(piece => (byte[])piece)])
        : exchange.Responses.Single();

    private static async Task<T> RespondAsync<T>(Exchange exchange, Task received)
    {
        await received;
        return ItemOf(typeof(T), typeof(IAsyncEnumerable<>)) is { } item
            ? (T)Call(nameof(StreamAsync), item, exchange, received)!
            : (T)ResultOf(typeof(T), exchange);
    }

    private static ValueTask<T> Respond<T>(Exchange exchange, Task received) => new(RespondAsync<T>(exchange, received));

    private static async IAsyncEnumerable<T> StreamAsync<T>(Exchange exchange, Task received)
    {
        await received;
        foreach (var response in exchange.Responses)
        {
            yield return (T)response;
        }
    }

    private static async Task WriteAsync(Exchange exchange, Task received, object writer)
    {
        await received;
        var item = ItemOf(writer.GetType(), typeof(IServerStreamWriter<>))!;
        await (Task)Call(nameof(WriteAllAsync), item, exchange, writer)!;
    }

    private static async Task WriteAllAsync<T>(Exchange exchange, IServerStreamWriter<T> writer)
    {
        foreach (var response in exchange.Responses)
        {
            await writer.WriteAsync((T)response);
        }
    }

    private static async Task ReadAllAsync<T>(Exchange exchange, IAsyncEnumerable<T> stream)
    {
        await foreach (var message in stream)
        {
            exchange.Received.Add(message!);
        }
    }

    private static async Task ObserveAllAsync<T>(Exchange exchange, IObservable<T> stream)
    {
        var collector = new Collector<T>();
        using var subscription = stream.Subscribe(collector);
        exchange.Received.AddRange((await collector.Completion.Task).Cast<object>());
    }

    private static IAsyncEnumerable<T> Enumerate<T>(IAsyncStreamReader<T> reader) => reader.ReadAllAsync();

    private static Sequence<T> Observable<T>(Exchange exchange, Task received) => new(exchange, received);

    private static Type? ItemOf(Type? type, Type form) => type is null
        ? null
        : type.GetInterfaces().Append(type)
            .FirstOrDefault(@interface => @interface.IsGenericType && @interface.GetGenericTypeDefinition() == form)
            ?.GenericTypeArguments[0];

    private static object? Call(string method, Type item, params object[] arguments) =>
        typeof(Responder).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(item)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    private sealed class Collector<T> : IObserver<T>
    {
        private readonly List<T> _messages = [];

        public TaskCompletionSource<List<T>> Completion { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void OnNext(T value) => _messages.Add(value);

        public void OnError(Exception error) => Completion.TrySetException(error);

        public void OnCompleted() => Completion.TrySetResult(_messages);
    }

    private sealed class Sequence<T>(Exchange exchange, Task received) : IObservable<T>, IDisposable
    {
        public IDisposable Subscribe(IObserver<T> observer)
        {
            _ = SendAsync(observer);
            return this;
        }

        public void Dispose()
        {
        }

        private async Task SendAsync(IObserver<T> observer)
        {
            try
            {
                await received;
            }
            catch (Exception failure)
            {
                // A request that cannot be read ends the call.
                observer.OnError(failure);
                return;
            }

            foreach (var response in exchange.Responses)
            {
                observer.OnNext((T)response);
            }

            observer.OnCompleted();
        }
    }
}
