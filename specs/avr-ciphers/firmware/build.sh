#!/bin/sh
# Builds every implementation for every part and optimisation level:
#   build/<implementation>-<mcu>-<opt>.elf   the firmware image, e.g. aes-tables-atmega328p-Os.elf
#   build/<implementation>-<mcu>-<opt>.map   the linker's map: which object file each function came from
#   build/skipped.txt                        the images whose flash or RAM would not hold them
# Needs gcc-avr, avr-libc, binutils-avr. Images up to date are not built again. Paths and times stay out of the images.
#
#   ./build.sh            all images
#   ./build.sh aes led    only the implementations whose name begins with one of these
set -eu
cd "$(dirname "$0")"
LC_ALL=C
export LC_ALL

MCUS="attiny85 atmega8 atmega328p atmega2560 atxmega128a1"
OPTS="O0 O1 O2 O3 Os"

# part -> bytes of flash and RAM
memory() {
    case $1 in
    attiny85) echo 8192 512 ;;
    atmega8) echo 8192 1024 ;;
    atmega328p) echo 32768 2048 ;;
    atmega2560) echo 262144 8192 ;;
    atxmega128a1) echo 139264 8192 ;;
    *) echo "build.sh: no memory sizes known for $1" >&2; return 1 ;;
    esac
}

# Every image gets one of the harnesses of its kind, always the same one.
harness() {
    kind=$1 name=$2
    set -- harness/"$kind"-*.c
    shift $(($(printf %s "$name" | cksum | cut -d' ' -f1) % $#))
    echo "$1"
}

build_one() {
    source=$1 mcu=$2 opt=$3
    folder=$(dirname "$source")
    unit=$(basename "$folder")-$(basename "$source" .c)
    name=$unit-$mcu-$opt
    kind=cipher
    case $source in benign/*) kind=benign; name=benign-$name ;; esac
    main=$(harness $kind "$name")
    elf=build/$name.elf
    done=build/$name.map
    if [ -f "$done" ] && [ -z "$(find "$source" "$folder" ciphers board.h harness build.sh -maxdepth 1 -type f -newer "$done")" ]; then
        return 0
    fi

    rm -f "$elf" "$done" "build/$name.skipped"
    flags="-mmcu=$mcu -$opt -std=gnu99 -Wall -Wextra -Werror -Wno-cpp -DF_CPU=8000000UL -I. -Iciphers -I$folder"
    avr-gcc $flags -c "$source" -o "build/$name.unit.o"
    avr-gcc $flags -Wno-unused-function -c "$main" -o "build/$name.main.o"
    set -- $(memory "$mcu")
    if avr-gcc -mmcu="$mcu" "build/$name.unit.o" "build/$name.main.o" -lm -o "$elf" -Wl,-Map="$done.part" 2>"build/$name.log"; then
        # "text data bss …": flash holds text and the start values of data, RAM holds data and bss.
        avr-size "$elf" | tail -n 1 >"build/$name.log"
        read -r text data bss _ <"build/$name.log"
        if [ $((text + data)) -gt "$1" ]; then
            echo "$name flash $((text + data)) of $1" >"build/$name.skipped"
        elif [ $((data + bss)) -gt "$2" ]; then
            echo "$name ram $((data + bss)) of $2" >"build/$name.skipped"
        fi
    elif grep -q 'will not fit in region\|is not within region\|overflowed' "build/$name.log"; then
        echo "$name memory over (flash $1, RAM $2)" >"build/$name.skipped"
    else
        cat "build/$name.log" >&2
        return 1
    fi
    rm -f "build/$name.unit.o" "build/$name.main.o" "build/$name.log"
    if [ -f "build/$name.skipped" ]; then
        rm -f "$elf" "$done.part"
        : >"$done"
    else
        mv "$done.part" "$done"
    fi
}

if [ "${1:-}" = --one ]; then
    build_one "$2" "$3" "$4"
    exit
fi

for tool in avr-gcc avr-size; do
    command -v $tool >/dev/null || { echo "build.sh: $tool is missing; install gcc-avr avr-libc binutils-avr" >&2; exit 1; }
done

wanted() {
    [ $# -gt 1 ] || return 0
    unit=$1
    shift
    for prefix; do
        case $unit in "$prefix"*) return 0 ;; esac
    done
    return 1
}

mkdir -p build
for source in ciphers/*/*.c benign/*/*.c; do
    [ -f "$source" ] || continue
    wanted "$(echo "$source" | sed 's|^ciphers/||; s|/|-|g; s|\.c$||')" "$@" || continue
    for mcu in $MCUS; do
        for opt in $OPTS; do
            echo "$source $mcu $opt"
        done
    done
done >build/jobs.txt
xargs -P "$(nproc)" -L 1 sh ./build.sh --one <build/jobs.txt
cat build/*.skipped 2>/dev/null | sort >build/skipped.txt || :
images=$(ls build | grep -c '\.elf$' || :)
echo "$images images in $(pwd -P | sed 's|.*/specs/|specs/|')/build, $(wc -l <build/skipped.txt) skipped because the part cannot hold them:"
sed 's/^/  /' build/skipped.txt
