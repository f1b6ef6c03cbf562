namespace Families;

/// <summary>What the two sensors see.</summary>
public enum Side { Left, Right }

/// <summary>Which way the motor turns.</summary>
public enum Turn { Backward, Forward }
