# The server as a native program on an image without a shell. Build: docker build -t user-grpc-service .
# Run: docker run -p 8080:8080 -v users:/data user-grpc-service

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS build
WORKDIR /source

# Restoring is the slow part and depends on these files only.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY build/ProtoExport/CodeFirst.ProtoExport.csproj build/ProtoExport/
COPY build/BannedSymbols.txt build/
COPY build/ProtoExport/build/ build/ProtoExport/build/
COPY Contracts/CodeFirst.Contracts.csproj Contracts/
COPY Hosting/CodeFirst.Hosting.csproj Hosting/
COPY Server/CodeFirst.Server.csproj Server/
RUN dotnet restore Server --runtime linux-x64

COPY . .
RUN dotnet publish Server --configuration Release --runtime linux-x64 --output /app \
    && rm -f /app/*.dbg /app/*.pdb /app/*.xml \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /data /data
# The numeric id of the image's user: Cloud Run runs as root if it cannot find a name.
USER 1654
WORKDIR /
ENV Storage__ConnectionString="Data Source=/data/users.db"
EXPOSE 8080
ENTRYPOINT ["/app/CodeFirst.Server"]
