# Sourced by ./run and ./verify: finds what they need, installs what is missing on Debian and Ubuntu, else names it and stops.

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; elif command -v sudo >/dev/null; then sudo "$@"; else return 1; fi
}

# install <package> <what it is, in words>
install_package() {
    if command -v apt-get >/dev/null; then
        echo "Installing $2 ($1) …" >&2
        { [ -n "${APT_UPDATED:-}" ] || as_root apt-get update -qq; } >&2 && APT_UPDATED=yes
        if as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >&2; then return; fi
    fi
    echo "Missing: $2. Install it (Debian and Ubuntu: apt-get install $1) and start again." >&2
    exit 1
}

is_jdk17() {
    [ -x "$1/bin/javac" ] && "$1/bin/javac" -version 2>&1 | grep -q '^javac 17\.'
}

find_jdk17() {
    for home in "${JAVA_HOME:-}" /usr/lib/jvm/*17* "$(dirname "$(dirname "$(readlink -f "$(command -v javac)" 2>/dev/null)")" 2>/dev/null)"; do
        if [ -n "$home" ] && is_jdk17 "$home"; then echo "$home"; return 0; fi
    done
    return 1
}

need_jdk17() {
    JAVA_HOME=$(find_jdk17) || { install_package openjdk-17-jdk-headless "JDK 17"; JAVA_HOME=$(find_jdk17); } ||
        { echo "Missing: JDK 17. Set JAVA_HOME to one." >&2; exit 1; }
    export JAVA_HOME
}

need_maven() {
    command -v mvn >/dev/null || install_package maven "Apache Maven 3.8 or later"
}

need_chromium() {
    command -v chromium >/dev/null || install_package chromium "Chromium, for the tests in a real browser"
}

need_ss() {
    command -v ss >/dev/null || install_package iproute2 "ss, for the test of what listens on which port"
}
