#if (sqlite)
using CodeFirst.Hosting;

#endif
namespace Template._1.Server.Store;

/// <summary>Adds the store of orders.</summary>
internal static class OrderStoreExtensions
{
    public static WebApplicationBuilder AddOrderStore(this WebApplicationBuilder builder)
    {
#if (sqlite)
        const string Setting = "Store:Path";
        const string Default = "data/orders.db";
        builder.DescribeSettings(new Setting(Setting, "The SQLite file. It is created if it does not exist.", Default));
        builder.Services.AddSingleton(new SqliteOrderStore(builder.Configuration[Setting] ?? Default));
        builder.Services.AddSingleton<IOrderStore>(services => services.GetRequiredService<SqliteOrderStore>());
        builder.Services.AddHostedService(services => services.GetRequiredService<SqliteOrderStore>());
#else
        builder.Services.AddSingleton<IOrderStore, MemoryOrderStore>();
#endif

        return builder;
    }
}
