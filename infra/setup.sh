#!/usr/bin/env bash
# Sets the project up on a Debian-like machine: system packages, both Python environments, the JVM jars.
# Says what it does, does only what is missing, and can be run again. Needs Python 3.11, Java 17 and Maven.
set -euo pipefail
cd "$(dirname "$0")/.."
UV_VERSION=0.13.9
LOGS=.aspa/setup
mkdir -p "$LOGS"

say() { printf '[set-up] %s\n' "$*"; }
fail() { printf '[set-up] %s\n' "$*" >&2; exit 1; }

# -- what must be there before anything is installed
python3.11 -c 'import venv' 2>/dev/null || fail "Python 3.11 with venv is missing: install python3.11 and python3.11-venv."
command -v java >/dev/null || fail "Java is missing: install a Java 17 JDK (Debian: openjdk-17-jdk-headless) and try again."
java_version=$(java -version 2>&1 | sed -n 's/.*version "\([0-9]*\).*/\1/p' | head -n 1)
[ "$java_version" = 17 ] || fail "Java 17 is needed, this is Java ${java_version:-of unknown version}: put Java 17 first on the PATH or set JAVA_HOME."
command -v javac >/dev/null || fail "javac is missing: install a Java 17 JDK (Debian: openjdk-17-jdk-headless) and try again."
command -v mvn >/dev/null || fail "Maven is missing: install it (Debian: maven) and try again."

# -- system packages: Finnish morphology for the verification run, a browser for the tests
packages=()
for package in libvoikko1 voikko-fi chromium chromium-driver; do
  dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || packages+=("$package")
done
install_packages() {
  local root=()
  [ "$(id -u)" = 0 ] || root=(sudo)
  "${root[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root[@]}" apt-get install -y -qq --no-install-recommends "${packages[@]}"
}

# -- uv, which installs what the lock files name
if command -v uv >/dev/null; then
  UV=$(command -v uv)
else
  UV=$PWD/.aspa/uv/bin/uv
  if [ ! -x "$UV" ]; then
    say "installing uv $UV_VERSION into .aspa/uv"
    python3.11 -m venv .aspa/uv
    .aspa/uv/bin/pip install --quiet --disable-pip-version-check "uv==$UV_VERSION" >"$LOGS/uv.log" 2>&1 \
      || fail "uv could not be installed: is there a network, and does it reach PyPI? See $LOGS/uv.log"
  fi
fi
export UV_PYTHON_DOWNLOADS=never
unset VIRTUAL_ENV

jars() {
  local wanted
  wanted=$(sha256sum infra/jvm/pom.xml infra/jvm/src/*.java | sha256sum | cut -d' ' -f1)
  [ "$(cat .jars/.made-from 2>/dev/null)" = "$wanted" ] && return
  rm -rf .jars .jars-new
  mvn -B -q -f infra/jvm/pom.xml dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$PWD/.jars-new"
  # Spark ships these itself; a second version of them on the class path breaks it.
  rm -f .jars-new/antlr4-runtime-*.jar .jars-new/jackson-core-*.jar .jars-new/jackson-databind-*.jar .jars-new/jackson-annotations-*.jar
  # The guard that lets only this machine's processes talk to the Spark Connect server.
  local classes=.aspa/setup/classes
  rm -rf "$classes" && mkdir -p "$classes"
  javac -proc:none --release 17 -cp ".jars-new/*" -d "$classes" infra/jvm/src/*.java
  jar --create --file .jars-new/aspa-connect-guard.jar -C "$classes" .
  printf %s "$wanted" > .jars-new/.made-from
  mv .jars-new .jars
}

web() {
  local wanted
  wanted=$(sha256sum infra/web/pom.xml | cut -d' ' -f1)
  [ "$(cat .web/.made-from 2>/dev/null)" = "$wanted" ] && return
  local packed=$PWD/.aspa/setup/web
  rm -rf .web .web-new "$packed" && mkdir .web-new
  mvn -B -q -f infra/web/pom.xml dependency:copy-dependencies -DincludeScope=runtime -DoutputDirectory="$packed"
  for archive in "$packed"/*.jar; do (cd "$packed" && jar xf "$archive" META-INF/resources/webjars); done
  mv "$packed"/META-INF/resources/webjars/* .web-new/
  find .web-new -name '*.map' -delete -o -name '*.gz' -delete
  printf %s "$wanted" > .web-new/.made-from
  mv .web-new .web
}

# -- all that is missing, side by side; each step's output goes to its log
declare -A jobs
begin() { # name, what it does, command ...
  local name=$1; say "$2"; shift 2
  ( started=$SECONDS; "$@" >"$LOGS/$name.log" 2>&1 && echo $((SECONDS - started)) >"$LOGS/$name.seconds" ) &
  jobs[$name]=$!
}
[ ${#packages[@]} = 0 ] || begin packages "installing system packages: ${packages[*]}" install_packages
begin platform "Python environment of the platform (.venv) from uv.lock" "$UV" sync --frozen --quiet
begin superset "Python environment of Superset (infra/superset/.venv) from its uv.lock" "$UV" sync --frozen --quiet --project infra/superset
begin contracts "Python environment of the contracts' linter (infra/contracts/.venv) from its uv.lock" "$UV" sync --frozen --quiet --project infra/contracts
begin jars "JVM jars (.jars) from infra/jvm/pom.xml" jars
begin web "what Data Docs' pages load (.web) from infra/web/pom.xml" web
failed=0
for name in "${!jobs[@]}"; do
  if wait "${jobs[$name]}"; then
    say "$name ready ($(cat "$LOGS/$name.seconds") s)"
  else
    failed=1
    say "$name FAILED; the end of $LOGS/$name.log:" >&2
    tail -n 5 "$LOGS/$name.log" >&2
  fi
done
[ $failed = 0 ] || fail "Something could not be installed: is there a network, and does it reach the package registries?"
