// Compiled by MSBuild while it builds (RoslynCodeTaskFactory): one file, .NET Standard 2.0, no packages.
using System;
using System.Collections.Generic;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

namespace FusionDsl.Build
{
    /// <summary>
    /// Copies shared libraries and marks one symbol version that they demand of other libraries as weak. The loader of glibc then accepts
    /// a library that lacks the version instead of refusing to load (see dl-version.c: VER_FLG_WEAK).
    /// </summary>
    public class WeakenSymbolVersion : Task
    {
        [Required] public string[] Sources { get; set; }
        [Required] public string[] Targets { get; set; }
        [Required] public string Version { get; set; }

        public override bool Execute()
        {
            for (var i = 0; i < Sources.Length; i++)
            {
                var bytes = File.ReadAllBytes(Sources[i]);
                try
                {
                    var marked = new ElfLibrary(bytes).WeakenDemandsFor(Version);
                    Log.LogMessage(MessageImportance.Normal, "{0}: {1} demands for {2} marked as weak.", Sources[i], marked, Version);
                }
                catch (Exception damage) when (IsOfTheFile(damage))
                {
                    Log.LogError(
                        "{0} is no ELF library that can be mended ({1}). Restore the package, or set FusionDslMendTorchSharp to false.",
                        Sources[i], damage.Message);
                    return false;
                }
                Write(Targets[i], bytes);
            }
            return true;
        }

        // A walk that leads out of the file, and the checks of the walk itself.
        private static bool IsOfTheFile(Exception failure) =>
            failure is InvalidDataException || failure is ArgumentException || failure is OverflowException;

        // Another build may read the file: it appears as a whole. Its time is that of writing; with the time of the source, a later
        // copy would take the mended file for an unchanged one and skip it.
        private static void Write(string path, byte[] bytes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path));
            var unfinished = path + "." + Guid.NewGuid().ToString("N");
            File.WriteAllBytes(unfinished, bytes);
            if (File.Exists(path)) File.Delete(path);
            File.Move(unfinished, path);
        }
    }

    /// <summary>
    /// A 64-bit little-endian ELF file in memory, seen as the loader sees it: program headers lead to the dynamic table, which leads to
    /// the chain of "version needs" (one per library, each with a chain of versions). Layouts: elf.h, Elf64_*.
    /// </summary>
    public class ElfLibrary
    {
        private const int LoadSegment = 1, DynamicSegment = 2;                              // p_type
        private const long StringTable = 5, VersionNeeds = 0x6ffffffe;                      // d_tag
        private const byte Weak = 2;                                                        // vna_flags

        private readonly byte[] _bytes;

        public ElfLibrary(byte[] bytes)
        {
            _bytes = bytes;
            var isElf = bytes.Length >= 64 && bytes[0] == 0x7f && bytes[1] == 'E' && bytes[2] == 'L' && bytes[3] == 'F';
            if (!isElf || bytes[4] != 2 || bytes[5] != 1) throw new InvalidDataException("not a 64-bit little-endian ELF file");
        }

        /// <returns>How many entries were marked; 0 if nothing demands the version.</returns>
        public int WeakenDemandsFor(string version)
        {
            var needs = Dynamic(VersionNeeds);
            if (needs == null) return 0;
            var strings = OffsetOf(Dynamic(StringTable) ?? throw new InvalidDataException("no string table"));

            var marked = 0;
            for (var need = OffsetOf(needs.Value); ; need += UInt32(need + 12))             // vn_next
            {
                var demand = need + UInt32(need + 8);                                       // vn_aux
                for (var count = UInt16(need + 2); count > 0; count--)                      // vn_cnt
                {
                    if (Text(strings + UInt32(demand + 8)) == version)                      // vna_name
                    {
                        _bytes[demand + 4] |= Weak;                                         // vna_flags
                        marked++;
                    }
                    demand += UInt32(demand + 12);                                          // vna_next
                }
                if (UInt32(need + 12) == 0) return marked;
            }
        }

        // The value of an entry of the dynamic table, or null.
        private long? Dynamic(long tag)
        {
            foreach (var header in ProgramHeaders(DynamicSegment))
                for (var entry = Int64(header + 8); Int64(entry) != 0; entry += 16)         // p_offset; the table ends with tag 0
                    if (Int64(entry) == tag) return Int64(entry + 8);
            return null;
        }

        // Where in the file lies what the loader puts at this address?
        private long OffsetOf(long address)
        {
            foreach (var header in ProgramHeaders(LoadSegment))
            {
                var intoSegment = address - Int64(header + 16);                             // p_vaddr
                if (intoSegment >= 0 && intoSegment < Int64(header + 32)) return Int64(header + 8) + intoSegment;   // p_filesz, p_offset
            }
            throw new InvalidDataException("address " + address.ToString("x") + " lies in no segment");
        }

        private IEnumerable<long> ProgramHeaders(int type)
        {
            var (first, size, count) = (Int64(32), UInt16(54), UInt16(56));                 // e_phoff, e_phentsize, e_phnum
            for (var i = 0; i < count; i++)
                if (UInt32(first + i * size) == type) yield return first + i * size;
        }

        private string Text(long offset)
        {
            var end = Array.IndexOf(_bytes, (byte)0, checked((int)offset));
            return Encoding.ASCII.GetString(_bytes, (int)offset, end - (int)offset);
        }

        private ushort UInt16(long offset) => BitConverter.ToUInt16(_bytes, checked((int)offset));

        private uint UInt32(long offset) => BitConverter.ToUInt32(_bytes, checked((int)offset));

        private long Int64(long offset) => BitConverter.ToInt64(_bytes, checked((int)offset));
    }
}
