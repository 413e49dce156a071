#!/usr/bin/env bash
# The GPU lane: every comparison with torch on this machine's GPU, in at most 8 minutes.
#
#     bash run.sh OUT              OUT, new or empty, gets record.json and the logs
#     bash run.sh OUT --dry-run    the same on the CPU in single precision, to try it without a GPU
#     bash run.sh compare "cuda:0 f64" jacobians      one comparison by hand
#     bash run.sh exercise 8 --device cuda            one program by hand
#
# The exit status is 0 if everything passed, 1 if something did not (the record says what), 2 if
# nothing could be run; then nothing is recorded.
set -u
needed=2.11.0
here=$(CDPATH='' cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)

# The language of --lang, else of the environment, else Spanish: as the lane itself has it.
language=${LC_ALL:-${LC_MESSAGES:-${LANG:-}}}
for argument; do
    [ "${before:-}" = --lang ] && language=$argument
    case $argument in --lang=*) language=${argument#--lang=} ;; esac
    before=$argument
done

say() { # in Spanish, in English
    case $language in en*) echo "$2" ;; *) echo "$1" ;; esac
}

fail() {
    echo "error: $(say "$1" "$2")" >&2
    exit 2
}

[ $# -ge 1 ] || fail "¿adónde? Se llama así: bash run.sh OUT" "where to? Call it as: bash run.sh OUT"
case $1 in
-*)
    fail "primero se espera una carpeta para el registro, no $1: bash run.sh OUT" \
        "expected a folder for the record first, got $1: bash run.sh OUT"
    ;;
esac

# The torch that Python would import, which need not be imported for that: its folder, its version,
# its CUDA, and the folders of the libraries that it loads.
asked=$(python3 - "$(say "no tiene torch" "it has no torch")" 2>&1 <<'PYTHON'
import glob, importlib.util, os, runpy, sys

spec = importlib.util.find_spec("torch")
if spec is None or not spec.submodule_search_locations:
    sys.exit(sys.argv[1])
folder = spec.submodule_search_locations[0]
version = runpy.run_path(os.path.join(folder, "version.py"))
nvidia = glob.glob(os.path.join(os.path.dirname(folder), "nvidia", "*", "lib"))
libraries = ":".join([os.path.join(folder, "lib"), *sorted(nvidia)])
print("lane", version["__version__"], version.get("cuda") or "none", libraries, sep="|")
PYTHON
) || fail "torch se encuentra con python3, que dijo: ${asked##*$'\n'}" \
    "torch is found through python3, which said: ${asked##*$'\n'}"
IFS='|' read -r _ version cuda libraries <<<"$(grep '^lane|' <<<"$asked")" # Python may say more
[ "${version%%+*}" = "$needed" ] || fail "se esperaba torch $needed, no ${version:-ninguno}" \
    "expected torch $needed, got ${version:-none}"

# Some containers set them; both change what single precision is.
unset TORCH_ALLOW_TF32_CUBLAS_OVERRIDE NVIDIA_TF32_OVERRIDE
export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
[ -x "$here/lane" ] || chmod +x "$here/lane" 2>/dev/null # what was carried may have lost its permissions
said=$("$here/lane" --version 2>&1) ||
    fail "el programa no parte: ${said##*$'\n'}" "the lane does not start: ${said##*$'\n'}"

case $1 in compare | exercise) exec "$here/lane" "$@" ;; esac
[ "$cuda" = none ] || set -- "$@" --cuda "$cuda"
exec "$here/lane" run "$@" --torch "$version" --date "$(date -u +%F)"
