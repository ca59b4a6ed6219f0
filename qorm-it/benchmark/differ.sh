#!/usr/bin/env bash
# What the differ and the replay take over large schemas, by JMH. See README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=${1:-${TMPDIR:-/tmp}/qorm-benchmark}
[ -d "$work/repository/dev/qorm" ] || { echo "no qorm in $work/repository: run run.sh --sizes 10 --rounds 1 --only nothing first"; exit 2; }
rm -rf "$work/differ" && mkdir -p "$work/differ/qorm-it/benchmark"
cp -r "$here/differ" "$work/differ/qorm-it/benchmark/" && cp "$here/../../pom.xml" "$work/differ/"
cd "$work/differ/qorm-it/benchmark/differ"
mvn -q -B -ntp "-Dmaven.repo.local=$work/repository" -Dspotless.check.skip -Denforcer.skip compile \
    dependency:build-classpath -Dmdep.outputFile=target/classpath
java -cp "target/classes:$(cat target/classpath)" org.openjdk.jmh.Main -rf json -rff "$work/differ.json" -v SILENT
python3 - "$work/differ.json" <<'PYTHON'
import json, statistics, sys
figures = {}
for each in json.load(open(sys.argv[1])):
    name = each["benchmark"].split(".")[-1] + (" " + each["params"]["tables"] if "params" in each else "")
    runs = each["primaryMetric"]["rawData"]
    figures[name] = statistics.median(run[0] for run in runs), statistics.median(run[-1] for run in runs)
print(f"{'':28}{'first call':>12}{'tenth call':>12}   ms, median of the forks")
for name, (first, last) in figures.items():
    print(f"{name:28}{first:12.1f}{last:12.1f}")
if "noChange 2000" in figures:
    print(f"noChange, 2000 ÷ 1000: {figures['noChange 2000'][0] / figures['noChange 1000'][0]:.2f} first,"
          f" {figures['noChange 2000'][1] / figures['noChange 1000'][1]:.2f} tenth")
PYTHON
