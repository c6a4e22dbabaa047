// Records what the seed's gateway answers: its handlers, in Go, before a client that returns fixed messages. The messages have the JSON
// tags that protoc-gen-go gives them, in the order of the .proto, and an error has the text that grpc-go's status gives it.
//
//	go run record.go
package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
)

type User struct {
	Id        string `protobuf:"bytes,1,opt,name=id,proto3" json:"id,omitempty"`
	Name      string `protobuf:"bytes,2,opt,name=name,proto3" json:"name,omitempty"`
	Email     string `protobuf:"bytes,3,opt,name=email,proto3" json:"email,omitempty"`
	Role      string `protobuf:"bytes,4,opt,name=role,proto3" json:"role,omitempty"`
	CreatedAt string `protobuf:"bytes,5,opt,name=created_at,json=createdAt,proto3" json:"created_at,omitempty"`
}

type ListUsersResponse struct {
	Users         []*User `protobuf:"bytes,1,rep,name=users,proto3" json:"users,omitempty"`
	NextPageToken string  `protobuf:"bytes,2,opt,name=next_page_token,json=nextPageToken,proto3" json:"next_page_token,omitempty"`
	TotalCount    int32   `protobuf:"varint,3,opt,name=total_count,json=totalCount,proto3" json:"total_count,omitempty"`
}

var (
	list    *ListUsersResponse
	user    *User
	failure error
)

func handleListUsers(w http.ResponseWriter, r *http.Request) {
	resp, err := list, failure
	if err != nil {
		http.Error(w, "Failed to list users: "+err.Error(), http.StatusInternalServerError)
		return
	}

	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(resp)
}

func handleGetUser(w http.ResponseWriter, r *http.Request) {
	userID := r.URL.Query().Get("id")
	if userID == "" {
		http.Error(w, "Missing user ID", http.StatusBadRequest)
		return
	}

	resp, err := user, failure
	if err != nil {
		http.Error(w, "Failed to get user: "+err.Error(), http.StatusInternalServerError)
		return
	}

	w.Header().Set("Content-Type", "application/json")
	json.NewEncoder(w).Encode(resp)
}

func handleHealth(w http.ResponseWriter, r *http.Request) {
	w.WriteHeader(http.StatusOK)
	w.Write([]byte("ok"))
}

func record(name string, handler http.HandlerFunc, path string) {
	server := httptest.NewServer(handler)
	defer server.Close()
	answer, err := http.Get(server.URL + path)
	if err != nil {
		panic(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		panic(err)
	}
	text := fmt.Sprintf("%d\nContent-Type: %s\n\n%s", answer.StatusCode, answer.Header.Get("Content-Type"), body)
	if err := os.WriteFile(name+".http", []byte(text), 0o644); err != nil {
		panic(err)
	}
}

func main() {
	list = &ListUsersResponse{
		Users: []*User{
			{Id: "1", Name: "Alice", Email: "alice@example.com", Role: "developer"},
			{Id: "2", Name: "Bob", Email: "bob@example.com", Role: "designer"},
			{Id: "3", Name: "Charlie", Email: "charlie@example.com", Role: "manager"},
		},
		TotalCount: 3,
	}
	record("users", handleListUsers, "/api/users")
	list = &ListUsersResponse{}
	record("empty", handleListUsers, "/api/users")
	user = &User{
		Id: "user-123", Name: "Alice Johnson", Email: "alice@example.com", Role: "developer", CreatedAt: "2026-11-22T18:24:16Z",
	}
	record("user", handleGetUser, "/api/users/get?id=user-123")
	user = &User{
		Id: "1", Name: "<b>&amp;</b> \"quoted\" \\ é 😀 \u2028 \u007f \n\r\t\u0001 '+`", Email: "alice@example.com", Role: "developer",
	}
	record("escapes", handleGetUser, "/api/users/get?id=1")
	record("missing-id", handleGetUser, "/api/users/get")
	record("health", handleHealth, "/health")
	failure = errors.New("rpc error: code = NotFound desc = no user")
	record("get-failed", handleGetUser, "/api/users/get?id=x")
	record("list-failed", handleListUsers, "/api/users")
}
