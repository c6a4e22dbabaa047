#!/usr/bin/env bash
# Builds both images of the Dockerfile with buildah, which needs no Docker engine:
#   images.sh FOLDER
# Their base images are stand-ins made of this machine's own programs and libraries: base-images.sh tells how. What it leaves in FOLDER:
# the files of each image under TARGET (a link) and of the image they are made from under bases/runtime-deps, how each is to be run in
# TARGET.json, and the revision it was told in revision.
set -euo pipefail
repository="$(realpath "$(dirname "$0")/../../..")"
mkdir -p "$1"
folder="$(realpath "$1")"
# vfs copies where overlay would mount: it works everywhere.
buildah=(buildah --storage-driver vfs --root "$folder/storage" --runroot "$folder/run")
sdk="$(dirname "$(readlink --canonicalize "$(command -v dotnet)")")" # it need not be in /usr
packages="$(dotnet nuget locals global-packages --list)"             # those of this machine, so that only what it lacks is downloaded
version="$(sed -n 's|.*<Version>\(.*\)</Version>.*|\1|p' "$repository/Directory.Build.props")"
git -C "$repository" rev-parse HEAD > "$folder/revision"
"$repository/Tests/Infrastructure/Containers/base-images.sh" "$folder/bases" "${buildah[@]}"

build() {
  "${buildah[@]}" build --isolation chroot --pull-never --layers --target "$1" --tag "$1" \
    --build-arg VERSION="$version" --build-arg REVISION="$(< "$folder/revision")" \
    --volume /usr:/usr:ro --volume "$sdk:$sdk:ro" --volume "${packages#*: }:/root/.nuget/packages" "$repository"
  ln -s "$("${buildah[@]}" mount "$("${buildah[@]}" from --pull-never "localhost/$1")")" "$folder/$1"
  "${buildah[@]}" inspect --type image "localhost/$1" > "$folder/$1.json"
}

# At once: each compiles a native program, which takes minutes and leaves one of two cores idle for half of them.
declare -A building
for target in server gateway; do
  build "$target" > "$folder/$target.log" 2>&1 &
  building[$target]=$!
done
status=0
for target in "${!building[@]}"; do
  wait "${building[$target]}" || status=$?
  cat "$folder/$target.log"
done
exit "$status"
