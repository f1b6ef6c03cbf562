#!/bin/sh
# Proves every cipher of this folder on the host: each implementation against
# the published vectors, and all implementations of a cipher against each other.
#
#   check.sh            on the host; needs a C compiler
#   check.sh avr        as well: each one compiles without warnings for every MCU
#                       (or those its folder's mcus.txt names) at every level, and
#                       fits the MCU's flash at -Os; needs avr-gcc
#   check.sh simulate   as well: the vectors on a simulated ATmega2560 at every
#                       level, with the stack each needs; needs avr-gcc and simavr
#
# A line of mcus.txt is `file.c: mcu mcu ...`; files it does not name fit all.
set -u
cd "$(dirname "$0")" || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
strict="-std=c99 -Wall -Wextra -Werror"
mcus="attiny85 atmega328p atmega2560 atxmega128a1"
count=0
wrong=0
vectors=0

flash() {
    case $1 in
        attiny85) echo 8192 ;;
        atmega328p) echo 32768 ;;
        atxmega128a1) echo 131072 ;;
        *) echo 262144 ;;
    esac
}

fail() {
    echo "$1" >&2
    wrong=$((wrong + 1))
}

for header in */cipher.h; do
    cipher=${header%/cipher.h}
    first=
    for source in "$cipher"/*.c; do
        count=$((count + 1))
        sanitize=-fsanitize=address,undefined
        echo 'int main(void){return 0;}' | ${CC:-gcc} -x c $sanitize -o "$work/probe" - 2>/dev/null || sanitize=
        if ! ${CC:-gcc} $strict -O1 -g $sanitize -fno-sanitize-recover -I"$cipher" check.c "$source" -o "$work/check"; then
            fail "$source: does not compile without warnings"
            continue
        fi
        result=$("$work/check" "$cipher/vectors.txt") || { fail "$source: fails"; continue; }
        vectors=$((vectors + ${result% *}))
        digest=${result#* }
        : "${first:=$digest}"
        [ "$digest" = "$first" ] || fail "$source: differs from the other implementations on random blocks"
    done
done

if [ "${1:-}" = avr ]; then
    for header in */cipher.h; do
        cipher=${header%/cipher.h}
        for source in "$cipher"/*.c; do
            for mcu in $mcus; do
                if [ -f "$cipher/mcus.txt" ] && line=$(grep "^$(basename "$source"):" "$cipher/mcus.txt"); then
                    case " ${line#*:} " in *" $mcu "*) ;; *) continue ;; esac
                fi
                for level in 0 1 2 3 s; do
                    avr-gcc $strict -mmcu=$mcu -O$level -c "$source" -o "$work/one.o" || fail "$source: $mcu -O$level"
                    if [ $level = s ]; then
                        size=$(avr-size "$work/one.o" | awk 'NR == 2 { print $1 + $2 }')
                        [ "$size" -le "$(flash $mcu)" ] || fail "$source: $size bytes do not fit $mcu"
                    fi
                done
            done
        done
    done
fi

if [ "${1:-}" = simulate ]; then
    for header in */cipher.h; do
        cipher=${header%/cipher.h}
        {
            echo '#include <avr/pgmspace.h>'
            echo 'static const PROGMEM uint8_t vectors[][CIPHER_KEY + 2 * CIPHER_BLOCK] = {'
            sed -e '/^#/d' -e '/^[[:space:]]*$/d' -e 's/[[:space:]]//g' -e 's/../0x&,/g' -e 's/.*/{ & },/' "$cipher/vectors.txt"
            echo '};'
        } >"$work/vectors.h"
        for source in "$cipher"/*.c; do
            stacks=
            for level in 0 1 2 3 s; do
                avr-gcc $strict -mmcu=atmega2560 -O$level -I"$work" -I"$cipher" check_avr.c "$source" -o "$work/check.elf" ||
                    { fail "$source: does not link"; continue; }
                said=$(timeout 120 simavr -m atmega2560 -f 16000000 "$work/check.elf" 2>&1 | tr -cd 'a-z0-9 \n' |
                    sed -n 's/.*\(right\|wrong\) \([0-9]*\).*/\1 \2/p')
                case $said in
                    right*) stacks="$stacks O$level:${said#right }" ;;
                    *) fail "$source: -O$level in simulation: ${said:-no answer}" ;;
                esac
            done
            echo "$source: bytes of stack$stacks"
        done
    done
fi

if [ $wrong -ne 0 ]; then
    echo "$wrong failures among $count implementations"
    exit 1
fi
echo "$count implementations, all vectors right ($vectors checks, digests agree)"
