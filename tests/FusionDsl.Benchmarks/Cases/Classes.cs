namespace FusionDsl.Benchmarks.Cases;

/// <summary>What most cases tell apart.</summary>
public enum Digit { Zero, One, Two, Three, Four, Five, Six, Seven, Eight, Nine }

/// <summary>What the case of the ciphers tells apart.</summary>
public enum Cipher { Benign, Aes, Gift, Led, Present, Prince, Skinny, Hight, Lea, Sparx, Speck, Xtea }
