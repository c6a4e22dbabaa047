#!/usr/bin/env bash
# Looks for input that breaks a reader, with afl++ (Debian: apt-get install afl++), which follows the branches of our code:
#   Tests/Fuzz/fuzz.sh TARGET [SECONDS]      # 1800 by default
# Prints how many inputs were tried and how many broke it; these are in out/fuzz/TARGET/default/crashes. To see what one does:
#   dotnet artifacts/bin/CodeFirst.Tests.Fuzz/release/CodeFirst.Tests.Fuzz.dll TARGET FILE
set -euo pipefail
cd "$(dirname "$0")/../.."
target="${1:?Say what to fuzz: the names are in Tests/Unit/Fuzzing}"
seconds="${2:-1800}"
plain=artifacts/bin/CodeFirst.Tests.Fuzz/release
program=out/fuzz/program

if [[ ! -e $program/instrumented ]]; then # delete out/fuzz/program after a change of the code
  (cd Tests && dotnet tool restore)
  dotnet build Tests/Fuzz --configuration Release
  rm -rf "$program"
  mkdir -p out/fuzz
  cp --recursive "$plain" "$program"
  for assembly in CodeFirst.Server CodeFirst.Transcoding CodeFirst.Hosting CodeFirst.Mcp CodeFirst.Contracts CodeFirst.ProtoExport \
    Google.Protobuf; do
    (cd Tests && dotnet tool run sharpfuzz "../$program/$assembly.dll")
  done
  touch "$program/instrumented"
fi

rm -rf "out/fuzz/$target"
dotnet "$plain/CodeFirst.Tests.Fuzz.dll" "$target" seeds "out/fuzz/$target.seeds"
# Its output is for a terminal. Time-outs and memory are .NET's: the first input waits for the compiler.
AFL_SKIP_BIN_CHECK=1 AFL_NO_UI=1 AFL_I_DONT_CARE_ABOUT_MISSING_CRASHES=1 AFL_SKIP_CPUFREQ=1 AFL_NO_AFFINITY=1 AFL_FORKSRV_INIT_TMOUT=60000 \
  DOTNET_TieredPGO=0 nice -n 19 afl-fuzz -V "$seconds" -i "out/fuzz/$target.seeds" -o "out/fuzz/$target" -m none -t 60000 \
  dotnet "$program/CodeFirst.Tests.Fuzz.dll" "$target" > "out/fuzz/$target.log" 2>&1
grep -E '^(run_time|execs_done|corpus_count|bitmap_cvg|saved_crashes|saved_hangs)' "out/fuzz/$target/default/fuzzer_stats"
