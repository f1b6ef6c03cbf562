#!/bin/sh
# Builds the data set anew: the firmware images, functions.parquet, the examples. Needs gcc-avr avr-libc binutils-avr and the .NET SDK.
set -eu
cd "$(dirname "$0")"

firmware/build.sh
dotnet run -c Release --project dataset -- firmware/build functions.parquet

# Implementations that the default split never trained on.
mkdir -p examples
rm -f examples/*.elf examples/*.hex
for image in $(cat examples/images.txt); do
    avr-objcopy --strip-debug "firmware/build/$image.elf" "examples/$image.elf"
    chmod -x "examples/$image.elf"
    avr-objcopy -O ihex -R .eeprom "firmware/build/$image.elf" /dev/stdout | tr -d '\r' >"examples/$image.hex"
done
