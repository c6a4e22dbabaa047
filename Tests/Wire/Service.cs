namespace CodeFirst.Tests.Wire;

/// <summary>The programs that every case is tried on: what holds for both is Hosting's doing.</summary>
public enum Service
{
    /// <summary>The user service.</summary>
    Users,

    /// <summary>The service of <c>samples/orders</c>, which has nothing but Hosting and Transcoding around it.</summary>
    Orders,
}
