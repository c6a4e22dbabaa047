using CodeFirst.Server.Activity;
using CodeFirst.Server.Calls;
using CodeFirst.Server.Storage;
using CodeFirst.Server.Users;

var builder = WebApplication.CreateSlimBuilder(args);
builder.AddCalls();
builder.AddStorage();
builder.AddActivity();
builder.AddUsers();

var app = builder.Build();
app.MapUsers();
app.Run();
