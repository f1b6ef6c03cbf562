namespace FusionDsl.Avr.Decoding;

/// <summary>Where execution goes after an instruction.</summary>
internal enum Flow : byte
{
    /// <summary>To the next instruction.</summary>
    Next,

    /// <summary>To the next instruction or to the target.</summary>
    Branch,

    /// <summary>To the next instruction or to the one after it.</summary>
    Skip,

    /// <summary>To the target only.</summary>
    Jump,

    /// <summary>To the target, and later to the next instruction.</summary>
    Call,

    /// <summary>To an address in a register, and later to the next instruction.</summary>
    IndirectCall,

    /// <summary>To an address in a register.</summary>
    IndirectJump,

    /// <summary>To the caller.</summary>
    Return,

    /// <summary>Nowhere: the word is no instruction.</summary>
    None,
}
