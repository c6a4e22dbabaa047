using Template._1.Contracts;

namespace Template._1.Server.Store;

/// <summary>Keeps orders in memory. They are gone when the program ends.</summary>
internal sealed class MemoryOrderStore : IOrderStore
{
    private readonly Lock _lock = new();
    private readonly List<Order> _orders = []; // the order with number N is at N - 1

    public IReadOnlyList<Order> Add(IReadOnlyList<PlaceOrderRequest> requests)
    {
        lock (_lock)
        {
            var first = _orders.Count;
            foreach (var request in requests)
            {
                _orders.Add(new Order { Number = _orders.Count + 1, Item = request.Item, Quantity = request.Quantity });
            }

            return _orders[first..];
        }
    }

    public Order? Find(int number)
    {
        lock (_lock)
        {
            return number >= 1 && number <= _orders.Count ? _orders[number - 1] : null;
        }
    }

    public Order? Cancel(int number)
    {
        lock (_lock)
        {
            return Find(number) is { } order ? _orders[number - 1] = order with { IsCancelled = true } : null;
        }
    }

    public IReadOnlyList<Order> ReadAfter(int number, int count)
    {
        lock (_lock)
        {
            return [.. _orders.Skip(Math.Max(number, 0)).Take(count)];
        }
    }
}
