#!/usr/bin/env bash
# What qorm's goals cost in CPU time, beside the same Maven build without them. See README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

sizes="10 100 1000"
rounds=5
work=${TMPDIR:-/tmp}/qorm-benchmark
source=$(cd "$here/../.." && pwd)
repository=
only=

usage() {
    cat <<USAGE
run.sh [--large] [--sizes "10 100"] [--rounds N] [--work DIR] [--source DIR] [--repository DIR] [--only PATTERN]
  --large       5000 models and migrations too
  --rounds      interleaved rounds (default $rounds); medians are printed
  --work        where projects and results go (default $work)
  --source      the qorm to measure (default: the one with this script); it is copied and built there
  --repository  a local Maven repository with qorm installed: no build
  --only        measurements whose name matches this regular expression; "phases" and "heap" are two
USAGE
}

while [ $# -gt 0 ]; do
    case $1 in
        --large) sizes="$sizes 5000"; shift ;;
        --sizes) sizes=$2; shift 2 ;;
        --rounds) rounds=$2; shift 2 ;;
        --work) work=$2; shift 2 ;;
        --source) source=$2; shift 2 ;;
        --repository) repository=$2; shift 2 ;;
        --only) only=$2; shift 2 ;;
        *) usage; exit 2 ;;
    esac
done
[ -x /usr/bin/time ] || { echo "GNU time is missing (apt-get install time)"; exit 2; }
mkdir -p "$work"

version() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$source/pom.xml" | head -1; }
qorm=$(version version)
h2=$(version h2.version)

# The product, built from a copy and installed beside the user's repository, which is left as it is.
if [ -z "$repository" ]; then
    repository=$work/repository
    user=${MAVEN_REPOSITORY:-$HOME/.m2/repository}
    mkdir -p "$repository"
    [ ! -d "$user" ] || cp -alnf "$user/." "$repository/" 2>/dev/null || cp -rn "$user/." "$repository/"
    rm -rf "$repository/dev/qorm" "$work/source"
    mkdir "$work/source"
    (cd "$source" && tar cf - --exclude=target --exclude=.git .) | tar xf - -C "$work/source"
    (cd "$work/source" && mvn -q -Dmaven.repo.local="$repository" -DskipTests -DskipITs -pl qorm-core,qorm-maven-plugin -am install)
fi

# Maven without measuring
mvn_() {
    mvn -o -q -B -Dmaven.repo.local="$repository" "$@" >"$work/last.log" 2>&1 || { cat "$work/last.log"; exit 1; }
}
jar() { find "$repository/$1" -name '*.jar' ! -name '*sources*' ! -name '*tests*' | grep -- "$2" | sort | tail -1; }
core=$(jar dev/qorm/qorm-core "/qorm-core-")
for each in "org/jooq/jooq $(version jooq.version)" "com/palantir/javapoet/javapoet $(version javapoet.version)" \
    "io/github/classgraph/classgraph $(version classgraph.version)" "org/jspecify/jspecify $(version jspecify.version)" \
    "io/r2dbc/r2dbc-spi ." "org/reactivestreams/reactive-streams ." "com/h2database/h2 $h2"; do
    # shellcheck disable=SC2086
    core=$core:$(jar ${each% *} "${each#* }")
done

results=$work/results.tsv
: >"$results"
now() { date +%H:%M:%S; }

wanted() { [ -z "$only" ] || [[ $1 =~ $only ]]; }

# measure N NAME COMMAND…: user and system time of all processes, elapsed time, greatest resident set
measure() {
    local n=$1 name=$2
    shift 2
    wanted "$name" || return 0
    local log=$work/last.log
    if ! /usr/bin/time -o "$work/time" -f '%U %S %e %M' "$@" >"$log" 2>&1; then
        echo "$name of $n failed:"; cat "$log"; exit 1
    fi
    read -r user system elapsed memory <"$work/time"
    printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$n" "$name" "$user" "$system" "$elapsed" "$memory" >>"$results"
}
maven() { local n=$1 name=$2; shift 2; measure "$n" "$name" mvn -o -q -B -Dmaven.repo.local="$repository" "$@"; }

changed=src/main/java/bench/models/Model00001.java
migrations=src/main/java/bench/migrations
change() { sed -i 's|// changes here|fields.integer("added").nullable(); // changes here|' "$changed"; }
restore() { # removes what a change left, and compiles without measuring
    sed -i 's|fields.integer("added").nullable(); ||' "$changed"
    find "$migrations" -name 'Migration*' -newer .generated -delete
    find target/classes/bench/migrations -name 'Migration*' | while read -r class; do
        [ -f "$migrations/$(basename "$class" .class).java" ] || rm "$class"
    done
    mvn_ process-classes
}

round() {
    local n=$1
    # What all are compared with: a Maven that does nothing, an empty goal of the plugin, the build without qorm.
    maven "$n" "nothing (mvn validate)" validate
    maven "$n" "empty goal (makemigrations, skipped)" qorm:makemigrations -Dqorm.skip
    maven "$n" "empty goal (migrate, skipped)" qorm:migrate -Dqorm.skip
    maven "$n" "process-classes, up to date" process-classes
    maven "$n" "makemigrations, no change" qorm:makemigrations
    if wanted "process-classes, one model changed"; then
        change
        maven "$n" "process-classes, one model changed" process-classes
        maven "$n" "makemigrations, one model changed, compiled" qorm:makemigrations
        restore
    fi
    if wanted "makemigrations, one model changed"; then
        change
        maven "$n" "makemigrations, one model changed" qorm:makemigrations
        restore
    fi
    if wanted "migrate all" || wanted "migrate, nothing to do" || wanted "rollback"; then
        rm -rf .qorm
        wanted "migrate all" || mvn_ qorm:migrate
        maven "$n" "migrate all" qorm:migrate
        maven "$n" "migrate, nothing to do" qorm:migrate
        maven "$n" "rollback one" qorm:rollback
        maven "$n" "rollback all" qorm:rollback -Dqorm.all
    fi
    if wanted "migrate, nothing to do, no tables"; then
        # H2 reads the definitions of all tables when it opens a file. Without the tables, qorm's own part is left.
        rm -rf .qorm
        mvn_ qorm:migrate
        seq -f 'drop table "MODEL%05g" cascade;' "$n" >"$work/drop.sql"
        java -cp "$(jar com/h2database/h2 "$h2")" org.h2.tools.RunScript -url "jdbc:h2:$PWD/.qorm/database" -user "" -script "$work/drop.sql"
        maven "$n" "migrate, nothing to do, no tables" qorm:migrate
    fi
}

table() {
    awk -F'\t' -v n="$1" '
        $1 == n { if (!($2 in count)) order[++kinds] = $2
                  i = ++count[$2]; cpu[$2, i] = $3 + $4; wall[$2, i] = $5; if ($6 > memory[$2]) memory[$2] = $6 }
        function median(values, name,    m, i, j, t, a) {
            m = count[name]; for (i = 1; i <= m; i++) a[i] = values[name, i]
            for (i = 2; i <= m; i++) { t = a[i]; for (j = i - 1; j > 0 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
            least = a[1]; return m % 2 ? a[(m + 1) / 2] : (a[m / 2] + a[m / 2 + 1]) / 2 }
        END {
            printf "\n%s models and migrations: CPU seconds (user + system), median of the rounds\n", n
            printf "%-46s %6s %6s %6s %8s %8s %8s\n", "", "CPU", "least", "wall", "÷ empty", "÷ build", "RSS MB"
            for (k = 1; k <= kinds; k++) {
                name = order[k]; c = median(cpu, name); l = least; w = median(wall, name)
                if (name ~ /^empty goal \(make/) make = c
                if (name ~ /^empty goal \(migrate/) migrate = c
                if (name ~ /up to date/) build = c
                empty = name ~ /^(migrate|rollback)/ ? migrate : make
                ratio = empty ? sprintf("%.2f", c / empty) : "-"; over = build ? sprintf("%.2f", c / build) : "-"
                printf "%-46s %6.2f %6.2f %6.2f %7s %7s %8.0f\n", name, c, l, w, ratio, over, memory[name] / 1024
            }
        }' "$results"
}

heap() {
    echo; echo "$1 models and migrations in a heap of 64 MB (MAVEN_OPTS=-Xmx64m):"
    rm -rf .qorm
    for goal in makemigrations migrate migrate "rollback -Dqorm.all"; do
        # shellcheck disable=SC2086
        if MAVEN_OPTS="-Xmx64m" /usr/bin/time -o "$work/time" -f '%U %S %e %M' \
            mvn -o -q -B -Dmaven.repo.local="$repository" qorm:$goal >"$work/last.log" 2>&1; then
            read -r user system elapsed memory <"$work/time"
            echo "  $goal: passes, $((memory / 1024)) MB resident, CPU $(echo "$user $system" | awk '{print $1 + $2}') s"
        else
            echo "  $goal: FAILS"; grep -m3 -i 'error\|OutOfMemory' "$work/last.log" || true
        fi
    done
}

phases() {
    echo; echo "$1 models and migrations: phases in a JVM without Maven"
    rm -rf .qorm
    for goal in makemigrations migrate migrate rollback rollback-all; do
        echo " $goal"
        java -cp "$work/harness:$core" Phases "$PWD" $goal
    done
    rm -rf .qorm
}

echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg), $(now); $(mvn -v | sed -n '1p;3p' | sed 's/\x1b\[[0-9;]*m//g' | tr '\n' ' ')"
mkdir -p "$work/harness"
javac -nowarn -d "$work/harness" -cp "$core" "$here/Projects.java" "$here/Phases.java"
for n in $sizes; do
    project=$work/project-$n
    if [ ! -f "$project/.generated" ]; then
        rm -rf "$project"
        java -cp "$work/harness:$core" Projects "$project" "$n" "$qorm" "$h2"
        (cd "$project" && MAVEN_OPTS="${MAVEN_OPTS:-} -Xss4m" mvn_ process-classes)
        sleep 1; touch "$project/.generated"
    fi
    cd "$project"
    restore
    for ((r = 1; r <= rounds; r++)); do round "$n"; done
    [ "$(grep -c "^$n	" "$results" || true)" = 0 ] || table "$n"
    if wanted heap; then heap "$n"; fi
    if wanted phases; then phases "$n"; fi
done
echo; echo "load at the end $(cut -d' ' -f1-3 /proc/loadavg), $(now)"
