using Grpc.Core;

namespace CodeFirst.Tests.Functional.Hosting.Zoo;

public sealed class TicketOffice : Tickets.TicketsBase
{
    public override Task<Ticket> Sell(Ticket request, ServerCallContext context) => Task.FromResult(request);
}
