using Xunit.Sdk;

namespace FusionDsl.Testing;

/// <summary>An assertion of this harness did not hold; the message says what was found and how to mend it.</summary>
public sealed class HarnessException(string message) : XunitException(message);
