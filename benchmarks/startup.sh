#!/bin/sh
# Measures how long 'migrate heads' and 'migrate current' of the sample application take: as
# its jar is, extracted, and with an archive of its classes. Needs a PostgreSQL database:
#
#   ./mvnw -DskipTests package
#   SPRING_DATASOURCE_URL=jdbc:postgresql://localhost/app SPRING_DATASOURCE_USERNAME=postgres \
#     SPRING_DATASOURCE_PASSWORD=postgres benchmarks/startup.sh [runs]
set -eu

runs=${1:-7}
root=$(cd "$(dirname "$0")/.." && pwd)
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
: "${SPRING_DATASOURCE_URL:?must name a database}"
jar=$(ls "$root"/sample-app/target/sample-app-*.jar 2>/dev/null | head -n 1)
if [ -z "$jar" ]; then
  echo "There is no jar in sample-app/target. Run ./mvnw -DskipTests package first." >&2
  exit 1
fi
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Prints the median wall time of a command in seconds.
median() {
  : > "$work/times"
  "$@" > "$work/out" 2>&1 || { cat "$work/out" >&2; exit 1; }
  for run in $(seq "$runs"); do
    start=$(date +%s%N)
    "$@" > /dev/null 2>&1
    end=$(date +%s%N)
    echo $(((end - start) / 1000000)) >> "$work/times"
  done
  sort -n "$work/times" | awk '{ t[NR] = $1 } END { printf "%.2f", t[int((NR + 1) / 2)] / 1000 }'
}

row() {
  name=$1
  shift
  heads=$(median "$@" migrate heads)
  current=$(median "$@" migrate current)
  printf '| %-40s | %5s s | %5s s |\n' "$name" "$heads" "$current"
}

archive() {
  "$java" -XX:ArchiveClassesAtExit="$work/$1.jsa" -jar "$work/app/$(basename "$jar")" migrate "$1" > /dev/null 2>&1
}

"$java" -version 2>&1 | head -n 1
echo "Load $(uptime | sed 's/.*load average: //'), medians of $runs runs"
echo
printf '| %-40s | %-7s | %-7s |\n' "" heads current
printf '|%s|%s|%s|\n' "$(printf '%042d' 0 | tr 0 -)" --------- ---------
row "the jar" "$java" -jar "$jar"
row "the jar, -XX:TieredStopAtLevel=1" "$java" -XX:TieredStopAtLevel=1 -jar "$jar"
"$java" -Djarmode=tools -jar "$jar" extract --destination "$work/app" > /dev/null
app=$work/app/$(basename "$jar")
row "extracted" "$java" -jar "$app"
row "extracted, -XX:TieredStopAtLevel=1" "$java" -XX:TieredStopAtLevel=1 -jar "$app"
# One archive serves both commands: 'current' loads what 'heads' does.
archive current
row "extracted, AppCDS, the same" "$java" -XX:SharedArchiveFile="$work/current.jsa" -XX:TieredStopAtLevel=1 -jar "$app"
