#!/bin/sh
# Proves every cipher of this folder on the host: each implementation against
# the published vectors, and all implementations of a cipher against each other.
# With avr-gcc at hand, `check.sh avr` also compiles each one without warnings
# for every MCU (or those its folder's mcus.txt names) at every level, and sees
# that it fits the MCU's flash at -Os.
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

if [ $wrong -ne 0 ]; then
    echo "$wrong of $count implementations or builds wrong"
    exit 1
fi
echo "$count implementations, all vectors right ($vectors checks, digests agree)"
