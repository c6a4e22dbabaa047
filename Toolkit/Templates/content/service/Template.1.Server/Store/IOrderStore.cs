using Template._1.Contracts;

namespace Template._1.Server.Store;

/// <summary>Keeps orders. Any thread may call it.</summary>
internal interface IOrderStore
{
    /// <summary>Adds orders, all or none, and returns them with their numbers.</summary>
    IReadOnlyList<Order> Add(IReadOnlyList<PlaceOrderRequest> requests);

    /// <summary>Returns an order, or null.</summary>
    Order? Find(int number);

    /// <summary>Cancels an order and returns it, or null if there is none.</summary>
    Order? Cancel(int number);

    /// <summary>Returns the first orders after a number, ascending.</summary>
    IReadOnlyList<Order> ReadAfter(int number, int count);
}
