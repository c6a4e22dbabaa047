#!/usr/bin/env bash
# Makes stand-ins, under their official names, for the two base images of the Dockerfile, which cannot be pulled everywhere:
#   base-images.sh FOLDER BUILDAH...    # buildah with its options
# The SDK image is an empty root with this machine's own programs, mounted when it is used: they have the SDK, a C compiler and a
# linker. The image for running has the libraries of this machine that the official one has (libc, libgcc, libstdc++, OpenSSL),
# the user, the certificates, and no program at all.
set -euo pipefail
folder="$1"
buildah=("${@:2}")

commit() {
  local name="$1" root="$2" container
  shift 2
  container="$("${buildah[@]}" from scratch)"
  "${buildah[@]}" copy --quiet "$container" "$root" / > /dev/null
  "${buildah[@]}" config "$@" "$container"
  "${buildah[@]}" commit --quiet --rm "$container" "mcr.microsoft.com/dotnet/$name" > /dev/null
}

# A root whose programs are in /usr, as on every Debian and Ubuntu of today.
make_root() {
  mkdir -p "$1"/{dev,etc,proc,root,sys,tmp,usr,var}
  chmod 1777 "$1/tmp"
  local link
  for link in bin lib lib64 sbin; do
    ln -s "usr/$link" "$1/$link"
  done
}

sdk="$folder/sdk"
make_root "$sdk"
cp --archive /etc/alternatives /etc/group /etc/ld.so.cache /etc/nsswitch.conf /etc/passwd /etc/ssl "$sdk/etc/"
# No process may outlive the command that started it, as none does where every command has a container of its own.
settings=(--env MSBUILDDISABLENODEREUSE=1 --env UseSharedCompilation=false)
settings+=(--env "PATH=$(dirname "$(readlink --canonicalize "$(command -v dotnet)")"):/usr/bin:/bin")
while read -r variable; do # how this machine reaches its package sources, if a package is not in its cache
  settings+=(--env "$variable=${!variable}")
done < <(compgen -e | grep -E '^(NUGET_|SSL_CERT_)' || true)
commit sdk:10.0-noble-aot "$sdk" "${settings[@]}"

runtime="$folder/runtime-deps"
make_root "$runtime"
mkdir -p "$runtime"/usr/{lib,lib64} "$runtime/etc/ssl/certs" "$runtime/home/app"
echo 'app:x:1654:1654::/home/app:/sbin/nologin' > "$runtime/etc/passwd"
cp /etc/ssl/certs/ca-certificates.crt "$runtime/etc/ssl/certs/"
dpkg-query --show --showformat '${binary:Package}\n' libc6 libgcc-s1 libstdc++6 'libssl3*' 2> /dev/null | xargs dpkg-query --listfiles \
  | grep -E '/lib(64)?/.*\.so(\.[0-9]+)*$' | sort --unique \
  | tar --create --absolute-names --no-recursion --files-from=- \
  | tar --extract --directory="$runtime" --keep-directory-symlink --transform='s|^/||S'
commit runtime-deps:10.0-noble-chiseled "$runtime" --user 1654 --env APP_UID=1654 --env ASPNETCORE_HTTP_PORTS=8080
