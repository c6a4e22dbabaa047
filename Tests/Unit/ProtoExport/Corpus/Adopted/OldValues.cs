// Values at compatibility level 200, which every contract has that never set one.
using System;
using System.Collections.Generic;
using System.Runtime.Serialization;
using System.ServiceModel;
using System.Threading.Tasks;

namespace Bookings.Contracts;

[ServiceContract]
public interface IBookingService
{
    [OperationContract] Task<Booking> GetAsync(BookingId id);
    [OperationContract] ValueTask CancelAsync(BookingId id);
}

[DataContract]
public class BookingId
{
    [DataMember(Order = 1)] public Guid Id { get; set; }
}

[DataContract]
public class Booking
{
    [DataMember(Order = 1)] public Guid Id { get; set; }
    [DataMember(Order = 2)] public DateTime From { get; set; }
    [DataMember(Order = 3)] public DateTime? Until { get; set; }
    [DataMember(Order = 4)] public TimeSpan Reminder { get; set; }
    [DataMember(Order = 5)] public decimal Price { get; set; }
    [DataMember(Order = 6)] public List<Guid> Guests { get; set; } = new();
    [DataMember(Order = 7)] public List<DateTime> Changes { get; set; } = new();
    [DataMember(Order = 8)] public Dictionary<Guid, decimal> Discounts { get; set; } = new();
}
