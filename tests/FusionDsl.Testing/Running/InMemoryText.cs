using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace FusionDsl.Testing;

internal sealed class InMemoryText(InputFile file) : AdditionalText
{
    private readonly SourceText _text = SourceText.From(file.Text, Encoding.UTF8);

    public InputFile File => file;

    public override string Path => file.Path;

    public override SourceText GetText(CancellationToken cancellationToken = default) => _text;
}
