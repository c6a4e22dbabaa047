using System.Text.Json.Serialization;
using CodeFirst.Contracts;

namespace CodeFirst.Gateway.Json;

/// <summary>The messages of the contract that appear in routes: their JSON is generated at compile time.</summary>
[JsonSerializable(typeof(GetUserRequest))]
[JsonSerializable(typeof(ListUsersRequest))]
[JsonSerializable(typeof(ListUsersResponse))]
[JsonSerializable(typeof(CreateUserRequest))]
[JsonSerializable(typeof(UpdateUserRequest))]
[JsonSerializable(typeof(DeleteUserRequest))]
[JsonSerializable(typeof(DeleteUserResponse))]
[JsonSerializable(typeof(User))]
[JsonSerializable(typeof(StreamActivityRequest))]
[JsonSerializable(typeof(ActivityEvent))]
[JsonSerializable(typeof(RecordActivityRequest))]
[JsonSerializable(typeof(RecordActivityResponse))]
internal sealed partial class MessagesJson : JsonSerializerContext;
