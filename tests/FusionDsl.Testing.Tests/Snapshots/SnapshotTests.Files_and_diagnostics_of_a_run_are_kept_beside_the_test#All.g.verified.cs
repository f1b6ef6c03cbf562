//HintName: All.g.cs
// Gauge