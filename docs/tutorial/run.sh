#!/bin/sh
# Builds qorm, installs it into the local Maven repository, and takes a copy of the project docs/tutorial/blog through the
# whole cycle on the embedded database. The copy is in target/tutorial and is made anew by each run.
#
# Arguments go to every mvn: docs/tutorial/run.sh -Dmaven.repo.local=/tmp/repository
# The variable MVN names another Maven:  MVN=/opt/maven-4/bin/mvn docs/tutorial/run.sh
set -eu

MVN=${MVN:-mvn}
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$root/target/tutorial

# On a build server makemigrations writes nothing, and with QORM_URL the database would be another one.
unset CI QORM_URL QORM_USER QORM_PASSWORD

title() {
    printf '\n=== %s\n' "$1"
}

# Shows a command as one would type it, and runs it without colours and progress bars.
maven() {
    printf '\n$ mvn %s\n' "$1"
    "$MVN" -B -ntp "$@"
}

# Asks the embedded database, by the tool that comes with H2.
tables() {
    printf '\nThe database: %s\n' "$1"
    java -cp "$work"/h2-*.jar org.h2.tools.Shell -url jdbc:h2:file:./.qorm/database -sql "$1"
}

title 'Building qorm and installing it into the local Maven repository (a few minutes the first time)'
cd "$root"
"$MVN" -q -B -ntp -pl qorm-core,qorm-maven-plugin -am -Dmaven.test.skip=true -Dspotless.check.skip=true "$@" install

rm -rf "$work"
mkdir -p "$work"
cp -R docs/tutorial/blog "$work/blog"
cd "$work/blog"
mkdir .mvn # so that Maven takes this folder, and not the checkout around it, for the root of the build
"$MVN" -q -B -ntp "$@" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
    -Dartifact=com.h2database:h2:2.5.252 -DoutputDirectory="$work"

title 'Two models, and no migration yet'
cat src/main/java/blog/models/Post.java

maven qorm:makemigrations "$@"
title 'src/main/java/blog/migrations/Migration0001.java'
cat src/main/java/blog/migrations/Migration0001.java

maven qorm:migrate "$@"
tables 'show tables; show columns from author; show columns from post'

title 'A field more: fields.varchar("email", 80).nullable() in Author'
awk '{ print } /"name"/ { print "        fields.varchar(\"email\", 80).nullable();" }' \
    src/main/java/blog/models/Author.java > "$work/Author.java"
mv "$work/Author.java" src/main/java/blog/models/Author.java
cat src/main/java/blog/models/Author.java

maven qorm:makemigrations "$@"
maven qorm:migrate "$@"
tables 'show columns from author'
maven qorm:migrations "$@"

title 'And back'
maven qorm:rollback "$@"
tables 'show columns from author'

title "Done. The project is in target/tutorial/blog, its database in .qorm there: try on"
