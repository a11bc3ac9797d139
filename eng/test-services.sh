#!/usr/bin/env bash
# Starts a PostgreSQL and a Redis for tests, from Debian's packages, each on a free port of the loopback address, with
# their files in a folder of their own. Sourced: it exports where they are, and test_services_stop ends both.
#
#   IMAGEORLEANS_TEST_POSTGRES   a connection string of an administrator
#   IMAGEORLEANS_TEST_REDIS      host:port

test_services_folder=""
test_services_redis=""

# Postgres refuses to run as root.
test_services_as_postgres() {
  if [[ "$(id -u)" -eq 0 ]]; then runuser -u postgres -- "$@"; else "$@"; fi
}

test_services_free_port() {
  local port
  for _ in $(seq 50); do
    port=$((20000 + RANDOM % 20000))
    if ! (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null; then
      echo "$port"
      return
    fi
  done
  echo "no free port found" >&2
  return 1
}

test_services_start() {
  local bin postgres_port redis_port
  test_services_folder=$(mktemp -d "${TMPDIR:-/tmp}/imageorleans-services.XXXXXX")
  chmod 755 "$test_services_folder"
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)

  mkdir "$test_services_folder/postgres"
  [[ "$(id -u)" -eq 0 ]] && chown postgres "$test_services_folder/postgres"
  test_services_as_postgres "$bin/initdb" -D "$test_services_folder/postgres/data" -U imageorleans -A trust --locale=C.UTF-8 \
    >"$test_services_folder/initdb.log" 2>&1 || { cat "$test_services_folder/initdb.log" >&2; return 1; }
  postgres_port=$(test_services_free_port)
  test_services_as_postgres "$bin/pg_ctl" -D "$test_services_folder/postgres/data" -l "$test_services_folder/postgres/log" -w -s \
    -o "-p $postgres_port -h 127.0.0.1 -k '' -c fsync=off -c max_connections=200" start || { cat "$test_services_folder/postgres/log" >&2; return 1; }
  export IMAGEORLEANS_TEST_POSTGRES="Host=127.0.0.1;Port=$postgres_port;Username=imageorleans;Database=postgres"

  redis_port=$(test_services_free_port)
  redis-server --port "$redis_port" --bind 127.0.0.1 --save '' --appendonly no --dir "$test_services_folder" \
    >"$test_services_folder/redis.log" 2>&1 &
  test_services_redis=$!
  for _ in $(seq 100); do
    (exec 3<>"/dev/tcp/127.0.0.1/$redis_port") 2>/dev/null && break
    sleep 0.1
  done
  export IMAGEORLEANS_TEST_REDIS="127.0.0.1:$redis_port"
}

test_services_stop() {
  local bin
  [[ -z "$test_services_folder" ]] && return
  bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -1)
  if [[ -f "$test_services_folder/postgres/data/postmaster.pid" ]]; then
    test_services_as_postgres "$bin/pg_ctl" -D "$test_services_folder/postgres/data" -m immediate -s stop || true
  fi
  if [[ -n "$test_services_redis" ]]; then
    kill "$test_services_redis" 2>/dev/null || true
    wait "$test_services_redis" 2>/dev/null || true
  fi
  rm -rf "$test_services_folder"
  test_services_folder=""
}
