# The server and the gateway: native programs in images without a shell.
#   docker build --target server -t user-grpc-service .    # docker run -p 8080:8080 -v users:/data user-grpc-service
#   docker build --target gateway -t api-gateway .         # docker run -p 8081:8080 -e USER_SERVICE_URL=… api-gateway
#
# BuildKit, buildah and podman set TARGETARCH (amd64, arm64). Each is built on a machine of its kind: Native AOT links with the C library
# of its target, which the build image has for its own architecture only, and .NET does not support emulation by QEMU. So
# `docker buildx build --platform linux/amd64,linux/arm64` takes a builder with a node of each.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble-aot AS projects
ENV DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
WORKDIR /source
# Restoring is the slow part and depends on these files only.
COPY global.json Directory.Build.props Directory.Build.targets Directory.Packages.props ./
COPY .config/ .config/
COPY build/BannedSymbols.txt build/Locks.targets build/Package.targets build/Packs.targets build/
COPY build/ProtoExport/CodeFirst.ProtoExport.csproj build/ProtoExport/packages.lock.json build/ProtoExport/
COPY build/ProtoExport/build/ build/ProtoExport/build/
COPY Contracts/CodeFirst.Contracts.csproj Contracts/packages.lock.json Contracts/
COPY Client/CodeFirst.Client.csproj Client/packages.lock.json Client/
COPY Gateway/CodeFirst.Gateway.csproj Gateway/packages.lock.json Gateway/
COPY Toolkit/Annotations/CodeFirst.Annotations.csproj Toolkit/Annotations/packages.lock.json Toolkit/Annotations/
COPY Toolkit/Calling/CodeFirst.Calling.csproj Toolkit/Calling/packages.lock.json Toolkit/Calling/
COPY Toolkit/Calling/buildTransitive/ Toolkit/Calling/buildTransitive/
COPY Toolkit/Hosting/CodeFirst.Hosting.csproj Toolkit/Hosting/packages.lock.json Toolkit/Hosting/
COPY Toolkit/Hosting/buildTransitive/ Toolkit/Hosting/buildTransitive/
COPY Toolkit/Mcp/CodeFirst.Mcp.csproj Toolkit/Mcp/packages.lock.json Toolkit/Mcp/
COPY Toolkit/Transcoding/CodeFirst.Transcoding.csproj Toolkit/Transcoding/packages.lock.json Toolkit/Transcoding/
COPY Toolkit/Transcoding/buildTransitive/ Toolkit/Transcoding/buildTransitive/
COPY Server/CodeFirst.Server.csproj Server/packages.lock.json Server/

# VERSION is that of Directory.Build.props unless it is given, and REVISION the commit; --version and the labels tell both.
# The .deps.json and sbom.cdx.json list the packages that are compiled into the program, for scanners. Files have one date, so that equal
# ones make equal layers.
FROM projects AS gateway-build
ARG TARGETARCH
RUN dotnet restore Gateway --locked-mode -p:RuntimeIdentifier="linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)"
COPY . .
ARG VERSION
ARG REVISION
RUN dotnet publish Gateway --no-restore --configuration Release --arch "$TARGETARCH" --output /out/app \
        ${VERSION:+-p:Version="$VERSION"} -p:SourceRevisionId="$REVISION" \
    && RUNTIME="linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" build/sbom.sh Gateway /out/app/sbom.cdx.json ${VERSION:+"$VERSION"} \
    && cp artifacts/bin/CodeFirst.Gateway/release_*/CodeFirst.Gateway.deps.json LICENSE THIRD-PARTY-NOTICES.txt /out/app/ \
    && find /out -name '*.dbg' -delete -o -name '*.pdb' -delete -o -exec touch --date=@0 {} +

FROM projects AS server-build
ARG TARGETARCH
RUN dotnet restore Server --locked-mode -p:RuntimeIdentifier="linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)"
COPY . .
ARG VERSION
ARG REVISION
RUN dotnet publish Server --no-restore --configuration Release --arch "$TARGETARCH" --output /out/app \
        ${VERSION:+-p:Version="$VERSION"} -p:SourceRevisionId="$REVISION" \
    && RUNTIME="linux-$(echo "$TARGETARCH" | sed s/amd64/x64/)" build/sbom.sh Server /out/app/sbom.cdx.json ${VERSION:+"$VERSION"} \
    && cp artifacts/bin/CodeFirst.Server/release_*/CodeFirst.Server.deps.json LICENSE THIRD-PARTY-NOTICES.txt /out/app/ \
    && mkdir --parents /writable/data \
    && find /out /writable -name '*.dbg' -delete -o -name '*.pdb' -delete -o -exec touch --date=@0 {} +

FROM mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled AS base
ARG VERSION
ARG REVISION
LABEL org.opencontainers.image.version="$VERSION" \
      org.opencontainers.image.revision="$REVISION" \
      org.opencontainers.image.licenses="Apache-2.0" \
      org.opencontainers.image.base.name="mcr.microsoft.com/dotnet/runtime-deps:10.0-noble-chiseled"
# The numeric id of the base image's user: Cloud Run runs as root if it cannot find a name.
USER 1654
WORKDIR /
EXPOSE 8080

FROM base AS gateway
LABEL org.opencontainers.image.title="api-gateway" \
      org.opencontainers.image.description="HTTP/JSON in, gRPC to the user service out."
COPY --from=gateway-build /out /
ENTRYPOINT ["/app/CodeFirst.Gateway"]

FROM base AS server
LABEL org.opencontainers.image.title="user-grpc-service" \
      org.opencontainers.image.description="The user service: gRPC and HTTP/JSON on one port, without TLS."
COPY --from=server-build /out /
# The only folder that is written to: the root may be read-only.
COPY --from=server-build --chown=1654:1654 /writable /
ENV Storage__ConnectionString="Data Source=/data/users.db"
ENTRYPOINT ["/app/CodeFirst.Server"]
