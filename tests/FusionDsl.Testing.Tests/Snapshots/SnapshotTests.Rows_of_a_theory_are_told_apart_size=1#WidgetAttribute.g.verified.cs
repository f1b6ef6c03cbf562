//HintName: WidgetAttribute.g.cs
namespace Toys
{
    [System.AttributeUsage(System.AttributeTargets.Class)]
    internal sealed class WidgetAttribute : System.Attribute
    {
        public WidgetAttribute(double size) { Size = size; }
        public double Size { get; }
    }
}