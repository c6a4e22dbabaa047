using CodeFirst.Server.Users;

var builder = WebApplication.CreateSlimBuilder(args);
builder.Services.AddUserServiceBinding();
var app = builder.Build();
app.MapGrpcService<UserService>();
app.Run();
