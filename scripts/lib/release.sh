# shellcheck shell=bash
# What scripts/deploy and scripts/rollback share: a release is brought on beside the one that serves, takes over, and only
# then does the former one go. Sourced from the root of the checkout; needs Docker Compose v2 and nothing else.
#
# VERSION is what is brought on, in the environment of every `docker compose` here.
#
# One service, `api`, holds both colours: Compose keeps the containers that run as they are (--no-recreate) and starts as
# many of the new image beside them. nginx is told by name which of them get traffic (`upstream pin`).

: "${VERSION:=}"
STATE_FOLDER=.deploy
HISTORY=$STATE_FOLDER/releases
HEALTH_TIMEOUT_S=${HEALTH_TIMEOUT_S:-120}
# The API ends within 12 s at worst; Docker kills it after this.
DRAIN_TIMEOUT_S=20
KEEP_RELEASES=3

# How far a release has come, and with it what an interruption has to undo.
phase=idle
old_nodes=()
new_nodes=()

say() { printf '%s  %s\n' "$(date +%T)" "$*"; }

die() {
  say "$*" >&2
  exit 1
}

# Two at once would each take the other's new nodes for old ones.
take_lock() {
  mkdir -p "$STATE_FOLDER"
  exec 9>"$STATE_FOLDER/lock"
  flock --nonblock 9 || die 'Another deploy or rollback is under way.'
}

# --- Settings

# As Compose reads them: the environment first, then .env.
setting() { # NAME DEFAULT
  local value=${!1:-}
  if [[ -z $value && -f .env ]]; then
    value=$(sed -n "s/^[[:space:]]*$1=//p" .env | tail -n 1 | sed -e 's/[[:space:]]\+#.*$//' -e "s/^\([\"']\)\(.*\)\1[[:space:]]*$/\2/")
  fi
  printf '%s' "${value:-$2}"
}

# Whoever runs `docker compose up -d` later means the release that serves now.
remember_setting() { # NAME VALUE
  local draft=.env.draft
  cp -p .env "$draft"
  if grep -q "^[[:space:]]*$1=" .env; then
    sed "s|^[[:space:]]*$1=.*|$1=$2|" .env >"$draft"
  else
    # A last line without an end would swallow it.
    [[ -z $(tail -c 1 .env) ]] || echo >>"$draft"
    echo "$1=$2" >>"$draft"
  fi
  mv "$draft" .env
}

api_image() { printf '%s:%s' "$(setting API_IMAGE watchparty-api)" "$1"; }
nginx_image() { printf '%s:%s' "$(setting NGINX_IMAGE watchparty-nginx)" "$1"; }

# --- What runs

nodes_of() { docker compose ps --quiet "$1"; }

# Not with `head`: who writes to a pipe that nobody reads any more has failed, and with it the whole.
first_node_of() { nodes_of "$1" | sed -n 1p; }

# The version that a container was started from.
version_of() { # CONTAINER
  local image
  image=$(docker inspect --format '{{.Config.Image}}' "$1")
  printf '%s' "${image##*:}"
}

image_id() { docker image inspect --format '{{.Id}}' "$1" 2>/dev/null; }

# NETWORK=ADDRESS of each network that a container is in.
networks_of() {
  docker inspect --format '{{range $name, $net := .NetworkSettings.Networks}}{{$name}}={{$net.IPAddress}} {{end}}' "$1"
}

# Addresses of containers in a network where nginx is too.
addresses_of() { # CONTAINER...
  local nginx container entry shared
  nginx=$(first_node_of nginx)
  shared=" $(networks_of "$nginx")"
  for container in "$@"; do
    for entry in $(networks_of "$container"); do
      if [[ $shared == *" ${entry%%=*}="* ]]; then
        echo "${entry#*=}"
        break
      fi
    done
  done
}

# --- The history: time, kind, version, version before, image of the API, image of nginx

record() { # KIND VERSION FROM
  printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$(date -u +%FT%TZ)" "$1" "$2" "$3" \
    "$(image_id "$(api_image "$2")" || echo -)" "$(image_id "$(nginx_image "$2")" || echo -)" >>"$HISTORY"
}

# Versions that served well, the latest first. One that was rolled back from is not among them until it is deployed again.
good_versions() {
  [[ -f $HISTORY ]] || return 0
  awk -F '\t' '{ good[$3] = NR; if ($2 == "rollback") delete good[$4] }
    END { for (version in good) print good[version] "\t" version }' "$HISTORY" | sort -rn | cut -f 2
}

recorded_image() { # api|nginx VERSION
  awk -F '\t' -v version="$2" -v column="$([[ $1 == api ]] && echo 5 || echo 6)" \
    '$3 == version { id = $column } END { print id }' "$HISTORY"
}

# --- Steps

# All that has not run yet. A container of this release, not a passing one: Compose makes all services anew that depend on
# one that it makes anew, so a later `up` would replace everything because of it.
migrate() {
  docker compose rm --force migrate >/dev/null
  docker compose up --detach --no-recreate migrate
  local container
  container=$(docker compose ps --all --quiet migrate)
  docker wait "$container" >/dev/null
  docker logs --tail 30 "$container" 2>&1 | sed 's/^/    /'
  [[ $(docker inspect --format '{{.State.ExitCode}}' "$container") == 0 ]]
}

start_beside() {
  # What a former attempt has left would be counted as a node, and started again.
  local stopped
  stopped=$(docker compose ps --all --quiet --status exited --status created --status dead api)
  # shellcheck disable=SC2086 # one id a word
  if [[ -n $stopped ]]; then docker rm --force $stopped >/dev/null; fi

  phase=starting
  say "Starting ${#old_nodes[@]} node(s) of $VERSION beside those that serve"
  # Not --no-deps: Compose counts what a service depends on as part of its configuration, and a later `up` would make new
  # containers of all that were started without.
  docker compose up --detach --no-recreate --quiet-pull --scale "api=$((${#old_nodes[@]} * 2))" api
  local node
  for node in $(nodes_of api); do
    [[ " ${old_nodes[*]} " == *" $node "* ]] || new_nodes+=("$node")
  done
  [[ ${#new_nodes[@]} -eq ${#old_nodes[@]} ]] || die "Only ${#new_nodes[@]} new node(s) could be started."
}

state_of() {
  docker inspect --format '{{.State.Status}} {{if .State.Health}}{{.State.Health.Status}}{{else}}healthy{{end}} {{.RestartCount}}' "$1"
}

await_healthy() { # CONTAINER...
  local container state waiting deadline=$((SECONDS + HEALTH_TIMEOUT_S))
  while :; do
    waiting=0
    for container in "$@"; do
      state=$(state_of "$container")
      case $state in
        'running healthy '*) ;;
        'running starting 0' | 'created starting 0') waiting=1 ;;
        # Not at once for one that was healthy before: it may be busy.
        'running unhealthy 0') waiting=1 ;;
        *) complain_about "$container" "is $state restart(s)" && return 1 ;;
      esac
    done
    [[ $waiting -eq 1 ]] || return 0
    if ((SECONDS >= deadline)); then
      complain_about "$container" "is not healthy after $HEALTH_TIMEOUT_S s"
      return 1
    fi
    sleep 1
  done
}

complain_about() { # CONTAINER WHAT
  say "$(docker inspect --format '{{.Name}}' "$1" | tr -d /) $2. The end of what it said:" >&2
  docker logs --tail 30 "$1" 2>&1 | sed 's/^/    /' >&2
}

send_traffic_to() { # CONTAINER...
  local addresses
  mapfile -t addresses < <(addresses_of "$@")
  [[ ${#addresses[@]} -eq $# ]] || die "nginx shares no network with ${*}."
  docker compose exec -T nginx upstream pin "${addresses[@]}"
}

send_traffic_to_all() { docker compose exec -T nginx upstream unpin; }

# Old files stay, index.html comes last. After the switch: a new page asks the new API.
publish_web() {
  NGINX_VERSION=$VERSION docker compose run --rm --no-deps -T nginx nginx-publish
}

drain() { # CONTAINER...
  docker stop --time "$DRAIN_TIMEOUT_S" "$@" >/dev/null
  local container code
  for container in "$@"; do
    code=$(docker inspect --format '{{.State.ExitCode}}' "$container")
    [[ $code == 0 ]] || say "Note: $(docker inspect --format '{{.Name}}' "$container" | tr -d /) ended with exit code $code."
  done
  docker rm "$@" >/dev/null
}

# By hand, as `up` would also replace whatever the service depends on and has other settings by now.
replace() { # SERVICE
  docker compose rm --stop --force "$1" >/dev/null
  docker compose up --detach --no-recreate "$1"
  await_healthy "$(first_node_of "$1")"
}

# Telegram lets one process ask for updates: the old one ends before the new one starts.
replace_bot() {
  local bot
  bot=$(docker compose ps --all --quiet bot 2>/dev/null || true)
  [[ -n $bot ]] || return 0
  say "Replacing the bot"
  replace bot
}

# Everything of nginx's image but the Mini App: a release usually changes the latter alone.
nginx_fingerprint() { # IMAGE
  docker run --rm --network none --entrypoint sh "$1" -c \
    'nginx -v 2>&1; cd / && find etc/nginx etc/watchparty-nginx usr/local/bin -type f | sort | xargs sha256sum' | sha256sum
}

look_at_nginx() { # RUNNING_VERSION
  [[ $(nginx_fingerprint "$(nginx_image "$1")") == "$(nginx_fingerprint "$(nginx_image "$VERSION")")" ]] ||
    say "Note: nginx itself or its configuration is another one in $VERSION, and still that of $1. Replace it with --with-nginx, at the price of about a second without connections."
}

prune_images() {
  local version kept=0
  # The latest first; also those that were rolled back from.
  tac "$HISTORY" | cut -f 3 | awk '!seen[$0]++' | while read -r version; do
    kept=$((kept + 1))
    [[ $kept -gt $KEEP_RELEASES ]] || continue
    # One that a container still uses stays: Docker refuses.
    docker image rm "$(api_image "$version")" "$(nginx_image "$version")" >/dev/null 2>&1 || true
  done
}

# --- The whole

# Undoes what an error or a Ctrl-C has left half done: until the old nodes are told to go, they simply go on serving.
undo() {
  local code=$?
  trap - EXIT INT TERM HUP
  case $phase in
    starting)
      say 'Going back: the new nodes are removed, the old ones never stopped serving.' >&2
      mapfile -t new_nodes < <(comm -13 <(printf '%s\n' "${old_nodes[@]}" | sort) <(docker compose ps --all --quiet api | sort))
      if [[ ${#new_nodes[@]} -gt 0 ]]; then docker rm --force "${new_nodes[@]}" >/dev/null || true; fi
      send_traffic_to_all || true
      ;;
    switched)
      say 'Going back: traffic returns to the old nodes, the new ones are drained and removed.' >&2
      send_traffic_to "${old_nodes[@]}" || true
      drain "${new_nodes[@]}" || true
      send_traffic_to_all || true
      ;;
    draining) say "The new nodes serve; the rest was interrupted. Say the same again to finish it." >&2 ;;
  esac
  exit "$code"
}

# Brings VERSION on. Its images are here, and the database is ready for it.
release() { # deploy|rollback WITH_NGINX
  local kind=$1 with_nginx=$2 from nginx began=$SECONDS
  mapfile -t old_nodes < <(nodes_of api)
  nginx=$(first_node_of nginx)
  from=-
  if [[ ${#old_nodes[@]} -gt 0 ]]; then from=$(version_of "${old_nodes[0]}"); fi
  trap undo EXIT
  trap 'exit 130' INT TERM HUP

  if [[ ${#old_nodes[@]} -eq 0 || -z $nginx ]]; then
    say "Nothing serves yet: starting everything at $VERSION"
    export NGINX_VERSION=$VERSION
    docker compose up --detach --wait
    finish "$kind" "$from" "$began"
    return
  fi

  NGINX_VERSION=$(version_of "$nginx")
  export NGINX_VERSION
  send_traffic_to "${old_nodes[@]}"
  start_beside
  await_healthy "${new_nodes[@]}" || exit 1

  say "Healthy; traffic goes to $VERSION"
  phase=switched
  send_traffic_to "${new_nodes[@]}"
  publish_web

  say "Draining ${#old_nodes[@]} node(s) of $from"
  phase=draining
  drain "${old_nodes[@]}"
  send_traffic_to_all
  local bot_is_well=yes
  replace_bot || bot_is_well=no
  if [[ $with_nginx == yes ]]; then
    say 'Replacing nginx'
    NGINX_VERSION=$VERSION
    replace nginx || die 'nginx is not well: look at docker compose logs nginx.'
  else
    look_at_nginx "$NGINX_VERSION"
  fi
  finish "$kind" "$from" "$began"
  [[ $bot_is_well == yes ]] || die 'The release is on, but its bot is not well: look at docker compose logs bot.'
}

finish() { # KIND FROM BEGAN
  phase=idle
  remember_setting VERSION "$VERSION"
  remember_setting NGINX_VERSION "$NGINX_VERSION"
  record "$1" "$VERSION" "$2"
  prune_images
  say "$VERSION serves with $(nodes_of api | wc -l) node(s), after $((SECONDS - $3)) s"
}
