namespace FusionDsl;

/// <summary>
/// A mistake that the user can mend: the message is complete (where, what was expected, what was found, how to mend it)
/// and is shown without a stack trace.
/// </summary>
public class FusionException : Exception
{
    /// <param name="message">The whole message, as the user should read it.</param>
    public FusionException(string message) : base(message) { }

    /// <param name="message">The whole message, as the user should read it.</param>
    /// <param name="cause">What went wrong underneath.</param>
    public FusionException(string message, Exception? cause) : base(message, cause) { }
}
