namespace FusionDsl.Models.Tests.Declared.Fused;

// A model per operator: operands of different widths, and of equal ones where that makes a difference; more than two where there may be more.

[FusionModel]
public partial class SumNet
{
    [Vector(3)] public partial class A;
    [Vector(5), Standardize] public partial class B;
    [Series(6, channels: 2)] public partial class Left;
    [Series(6, channels: 2)] public partial class Right;
    [Sum<A, B>] public partial class Joint;
    [Sum<Left, Right>, Flatten, Dense(5)] public partial class Waves;
    [Sum<Joint, Waves>, Relu, Dense(4)] public partial class Whole;
    [Classifier<Whole, Side>] public partial class Where;
}

[FusionModel]
public partial class MeanNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(4)] public partial class C;
    [Mean<A, B, C>(Width = 4)] public partial class Joint;
    [Mean<Joint, C>] public partial class Same;
    [Regression<Same>(2)] public partial class Y;
}

[FusionModel]
public partial class MaxNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Max<A, B>] public partial class Joint;
    [Max<B, Joint>] public partial class Same;
    [Regression<Same>] public partial class Y;
}

[FusionModel]
public partial class MinNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Min<A, B>(Width = 6)] public partial class Joint;
    [Image(4, 3, channels: 2)] public partial class Photo;
    [Image(4, 3, channels: 2)] public partial class Shadow;
    [Min<Photo, Shadow>, Flatten, Dense(6)] public partial class Darker;
    [Min<Joint, Darker>] public partial class Whole;
    [Regression<Whole>] public partial class Y;
}

[FusionModel]
public partial class ProductNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Product<A, B>] public partial class Joint;
    [Product<B, Joint>] public partial class Same;
    [Regression<Same>] public partial class Y;
}

[FusionModel]
public partial class WeightedSumNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(5)] public partial class C;
    [WeightedSum<A, B, C>] public partial class Joint;
    [Classifier<Joint, Side>] public partial class Where;
}

[FusionModel]
public partial class ReliableSumNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(5)] public partial class C;
    [ReliableSum<A, B, C>] public partial class Joint;
    [Classifier<A, Side>] public partial class ByA;
    [Regression<B>] public partial class ByB;
    [Regression<C>(2)] public partial class ByC;
    [Classifier<Joint, Side>] public partial class Where;
}

[FusionModel]
public partial class AttentionSumNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(4)] public partial class C;
    [AttentionSum<A, B, C>(Width = 4), LayerNorm] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class GatedNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Gated<A, B>] public partial class Two;
    [Gated<A, B, Two>(Width = 4), Dense(3), Relu] public partial class Three;
    [Classifier<Three, Side>] public partial class Where;
}

[FusionModel]
public partial class GatedBimodalNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [GatedBimodal<A, B>(Width = 4)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class GatedResidualNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(4)] public partial class C;
    [GatedResidual<A, B, C>(Width = 4)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class FilmNet
{
    [Vector(4)] public partial class Question;
    [Series(6, channels: 3)] public partial class Wave;
    [Image(4, 5, channels: 2)] public partial class Photo;
    [Vector(3)] public partial class Sheet;
    [Film<Wave, Question>, Relu, GlobalAvgPool] public partial class Waves;
    [Film<Photo, Question>, Flatten] public partial class Photos;
    [Film<Sheet, Question>] public partial class Sheets;
    [Concat<Waves, Photos, Sheets>] public partial class All;
    [Regression<All>] public partial class Y;
}

[FusionModel]
public partial class BilinearNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Bilinear<A, B>] public partial class Joint;
    [Bilinear<Joint, A>(Width = 2)] public partial class Again;
    [Regression<Again>] public partial class Y;
}

[FusionModel]
public partial class TensorFusionNet
{
    [Vector(3)] public partial class A;
    [Vector(2)] public partial class B;
    [Vector(4)] public partial class C;
    [TensorFusion<A, B, C>, Dense(5), Relu] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class LowRankFusionNet
{
    [Vector(3)] public partial class A;
    [Vector(2)] public partial class B;
    [Vector(4)] public partial class C;
    [LowRankFusion<A, B, C>(rank: 3)] public partial class Joint;
    [LowRankFusion<A, B>(2, Width = 5)] public partial class Two;
    [Concat<Joint, Two>] public partial class All;
    [Regression<All>] public partial class Y;
}

[FusionModel]
public partial class ComparatorNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Comparator<A, B>] public partial class Joint;
    [Classifier<Joint, Side>] public partial class Where;
}

[FusionModel]
public partial class CrossAttentionNet
{
    [Vector(3)] public partial class A;
    [Series(5, channels: 4)] public partial class B;
    [Series(6, channels: 2)] public partial class C;
    [CrossAttention<A, B, C>(heads: 2)] public partial class Joint;
    [CrossAttention<B, C>(3, Width = 6)] public partial class Two;
    [Concat<Joint, Two>] public partial class All;
    [Regression<All>] public partial class Y;
}

[FusionModel]
public partial class MulTNet
{
    [Series(4, channels: 3)] public partial class A;
    [Series(5, channels: 4)] public partial class B;
    [Series(6, channels: 2)] public partial class C;
    [MulT<A, B, C>(heads: 2)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class TokenTransformerNet
{
    [Vector(3)] public partial class A;
    [Series(5, channels: 4)] public partial class B;
    [TokenTransformer<A, B>(heads: 2, depth: 2)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class BottleneckNet
{
    [Vector(3)] public partial class A;
    [Series(5, channels: 4)] public partial class B;
    [Vector(4)] public partial class C;
    [Bottleneck<A, B, C>(tokens: 2, Heads = 2)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class PerceiverNet
{
    [Vector(3)] public partial class A;
    [Series(5, channels: 4)] public partial class B;
    [Perceiver<A, B>(latents: 3, Heads = 3, Depth = 2, Width = 6)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class DeepSetsNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(4)] public partial class C;
    [DeepSets<A, B, C>(Hidden = 7)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class DeepFusionNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [DeepFusion<A, B>(depth: 2)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}

[FusionModel]
public partial class EvidentialNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Encoder<A>, Dense(2)] public partial class OfA;
    [Encoder<B>, Dense(2)] public partial class OfB;
    [Evidential<OfA, OfB>] public partial class Joint;
    [Classifier<Joint, Side>] public partial class Where;
}

[FusionModel]
public partial class ProductOfExpertsNet
{
    [Vector(3)] public partial class A;
    [Vector(5)] public partial class B;
    [Vector(4)] public partial class C;
    [ProductOfExperts<A, B, C>(Width = 4)] public partial class Joint;
    [Regression<Joint>] public partial class Y;
}
